import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import type { Act, Dependency, Hosted, Plan, PlanDetail, PlanState, Workspace, WorkspaceDetail } from './types';

/** The most that the agent gives at once. */
export const MOST = 200;

export function read<T>(name: string, path: string) {
  return queryOptions({
    queryKey: keys.view('iac', `${name} ${path}`),
    queryFn: ({ signal }) => api.get<T>(`/iac${path}`, { signal }),
  });
}

export const at = (name: string) => encodeURIComponent(name);

export const workspacesQuery = (filter: {
  applicationId?: string;
  environment?: string;
  drift?: string;
  cursor?: string;
  limit?: number;
}) => ({
  ...read<Page<Workspace>>('workspaces', `/workspaces${query(filter)}`),
  placeholderData: keepPreviousData,
});

export const workspaceQuery = (name: string) => read<WorkspaceDetail>('workspace', `/workspaces/${at(name)}`);

export const hostedQuery = (name: string) => read<Hosted>('hosted', `/workspaces/${at(name)}/terraform-cloud`);

export const plansQuery = (filter: { workspace?: string; state?: PlanState | ''; cursor?: string; limit?: number }) => ({
  ...read<Page<Plan>>('plans', `/plans${query(filter)}`),
  placeholderData: keepPreviousData,
});

export const dependenciesQuery = read<Page<Dependency>>('dependencies', '/dependencies');

export const planQuery = (id: string) => read<PlanDetail>('plan', `/plans/${at(id)}`);

/** Whatever was done, the rest of the tab may be out of date by it. */
export function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.views('iac') });
}

/** Starts the run that looks for drift, repairs, adopts or destroys. */
export function useWorkspaceAct(name: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (act: Act) => api.post<{ runId: string }>(`/iac/workspaces/${at(name)}/${act}`),
    onSettled: refresh,
  });
}

/** Lets what a policy found pass, in this plan and in the next ones of the workspace. */
export function useOverride(plan: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (wish: { policy: string; reason: string }) => api.post<PlanDetail>(`/iac/plans/${at(plan)}/overrides`, wish),
    onSettled: refresh,
  });
}

export function useDiscard(plan: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => api.post<PlanDetail>(`/iac/plans/${at(plan)}/discard`),
    onSettled: refresh,
  });
}
