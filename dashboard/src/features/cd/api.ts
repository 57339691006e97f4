import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page, RunSummary } from '@/lib/api/types';
import type { Deployment, DeploymentDetail, Environment, GateView, Orphan, Plan, TargetStatus } from './types';

/** Health is looked at every five seconds; a reader need not wait for longer. */
const REFRESH_MILLIS = 5_000;

function read<T>(name: string, path: string) {
  return queryOptions({
    queryKey: keys.view('cd', `${name} ${path}`),
    queryFn: ({ signal }) => api.get<T>(path, { signal }),
    refetchInterval: REFRESH_MILLIS,
  });
}

export const environmentsQuery = (filter: {
  applicationId?: string;
  application?: string;
  environment?: string;
  health?: string;
  cursor?: string;
  limit?: number;
}) => ({
  ...read<Page<Environment>>('environments', `/cd/environments${query(filter)}`),
  placeholderData: keepPreviousData,
});

export const historyQuery = (filter: {
  applicationId?: string;
  environment?: string;
  cursor?: string;
  limit?: number;
}) => ({
  ...read<Page<Deployment>>('history', `/cd/deployments${query(filter)}`),
  placeholderData: keepPreviousData,
});

export const deploymentQuery = (id: string) =>
  read<DeploymentDetail>('deployment', `/cd/deployments/${encodeURIComponent(id)}`);

/** Asks the target itself, so it is not asked all the time. */
export const differencesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.view('cd', `differences ${id}`),
    queryFn: ({ signal }) =>
      api.get<Plan>(`/cd/deployments/${encodeURIComponent(id)}/differences`, { signal }),
    retry: false,
  });

/** Time opens gates too, and no event tells of that; the target is asked for it each time. */
const GATES_MILLIS = 10_000;

export const gatesQuery = (id: string) => ({
  ...read<GateView>('gates', `/cd/deployments/${encodeURIComponent(id)}/gates`),
  refetchInterval: GATES_MILLIS,
  retry: false,
});

/** The plan is the hash of what was looked at; the agent refuses when that is not true any more. */
export function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: { plan: string; approved: boolean; comment?: string }) =>
      api.post<GateView>(`/cd/deployments/${encodeURIComponent(id)}/decisions`, decision),
    onSettled: () => client.invalidateQueries({ queryKey: keys.views('cd') }),
  });
}

/** Reads the namespace itself, so it is asked only when somebody wants to know. */
export const orphansQuery = (id: string) =>
  queryOptions({
    queryKey: keys.orphans(id),
    queryFn: ({ signal }) =>
      api.get<Page<Orphan>>(`/cd/deployments/${encodeURIComponent(id)}/orphans`, { signal }),
    retry: false,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });

export const targetsQuery = () => read<Page<TargetStatus>>('targets', '/cd/targets');

export type ActCapability = 'cd.rollback' | 'cd.promote' | 'cd.shift';

interface Act {
  name: string;
  applicationId: string;
  stage: string;
  uses: ActCapability;
  with: Record<string, string | number>;
}

/** Starts a run of one stage, so that what people do is in the same ledger as all else. */
export function useAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) =>
      api.post<RunSummary>('/runs', {
        name: act.name,
        applicationId: act.applicationId,
        stages: { [act.stage]: { uses: act.uses, with: act.with } },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.views('cd') }),
  });
}

/** Starts the run that brings what is stable to another environment. */
export function usePromotion({ applicationId, environment }: { applicationId: string; environment: string }) {
  const client = useQueryClient();
  const path = `/cd/environments/${encodeURIComponent(applicationId)}/${encodeURIComponent(environment)}/promotions`;
  return useMutation({
    mutationFn: (to: string) => api.post<{ runId: string }>(path, { to }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.views('cd') }),
  });
}
