import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import { at, MOST, read, useRefresh } from './api';
import type { StateAccess, StateChange, StateResource, StateSecret, StateVersion, StateView } from './types';

export const statesQuery = (filter: { cursor?: string; limit?: number } = {}) => ({
  ...read<Page<StateView>>('states', `/state${query({ limit: MOST, ...filter })}`),
  placeholderData: keepPreviousData,
});

export const versionsQuery = (workspace: string, cursor = '') => ({
  ...read<Page<StateVersion>>('versions', `/state/${at(workspace)}/versions${query({ cursor })}`),
  placeholderData: keepPreviousData,
});

/** A look goes on record, so it is taken once and not each time that the window is. */
function look<T>(name: string, path: string) {
  return queryOptions({
    queryKey: keys.stateLook(`${name} ${path}`),
    queryFn: ({ signal }) => api.get<T>(`/iac${path}`, { signal }),
    staleTime: Infinity,
    retry: false,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });
}

export const resourcesQuery = (workspace: string, version: number) =>
  look<Page<StateResource>>('resources', `/state/${at(workspace)}/versions/${version}`);

export const stateDiffQuery = (workspace: string, from: number, to: number) =>
  look<Page<StateChange>>('diff', `/state/${at(workspace)}/diff${query({ from, to })}`);

export const secretsQuery = (workspace: string) =>
  read<Page<StateSecret>>('secrets', `/state/${at(workspace)}/secrets`);

export const accessesQuery = (workspace: string, cursor = '') => ({
  ...read<Page<StateAccess>>('accesses', `/state/${at(workspace)}/accesses${query({ cursor })}`),
  placeholderData: keepPreviousData,
});

export function useRestore(workspace: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (version: number) => api.post<StateVersion>(`/iac/state/${at(workspace)}/versions/${version}/restore`),
    onSettled: refresh,
  });
}

export function useUnlock(workspace: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => api.run('DELETE', `/iac/state/${at(workspace)}/lock`),
    onSettled: refresh,
  });
}
