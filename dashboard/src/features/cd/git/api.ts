import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import type { Tracked, Tracking } from './types';

const REFRESH_MILLIS = 5_000;

export interface Place {
  applicationId: string;
  environment: string;
}

function pathOf({ applicationId, environment }: Place): string {
  return `/cd/tracked/${encodeURIComponent(applicationId)}/${encodeURIComponent(environment)}`;
}

export const trackedQuery = (filter: { applicationId?: string; cursor?: string; limit?: number }) => {
  const path = `/cd/tracked${query(filter)}`;
  return queryOptions({
    queryKey: keys.view('cd', `tracked ${path}`),
    queryFn: ({ signal }) => api.get<Page<Tracked>>(path, { signal }),
    refetchInterval: REFRESH_MILLIS,
    placeholderData: keepPreviousData,
  });
};

function useOnPlace<T, R>(call: (value: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSettled: () => client.invalidateQueries({ queryKey: keys.views('cd') }),
  });
}

/** Looks at the branch now. */
export const useCheck = (place: Place) => useOnPlace(() => api.post<Tracked>(`${pathOf(place)}/check`));

interface Sync {
  /** Whether the shown removals are wanted. */
  confirmed: boolean;
  /** That was looked at; the agent refuses when the branch has moved on. */
  commit: string;
}

/** Starts the run that brings it there. */
export const useSync = (place: Place) =>
  useOnPlace((sync: Sync) => api.post<Tracked>(`${pathOf(place)}/sync`, sync));

/** Follows a branch from now on, or in another way. */
export const useFollow = () =>
  useOnPlace(({ place, tracking }: { place: Place; tracking: Tracking }) => api.put<Tracked>(pathOf(place), tracking));

export const useStopFollowing = (place: Place) => useOnPlace(() => api.run('DELETE', pathOf(place)));
