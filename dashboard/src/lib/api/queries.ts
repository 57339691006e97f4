import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { all } from './all';
import { api, query } from './client';
import { keys } from './keys';
import type { Agent, Alert, Application, Deployment, Me, Page, Run, RunSummary } from './types';

/** Reads that more than one feature needs. What one feature needs alone is in its own api.ts. */

export interface RunFilter {
  applicationId?: string | undefined;
  state?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface PlaceFilter {
  applicationId?: string | undefined;
  environment?: string | undefined;
}

export interface AlertFilter {
  applicationId?: string | undefined;
  state?: string | undefined;
}

export const meQuery = () =>
  queryOptions({ queryKey: keys.me, queryFn: ({ signal }) => api.get<Me>('/me', { signal }), staleTime: 60_000 });

export const agentsQuery = () =>
  queryOptions({
    queryKey: keys.agents,
    queryFn: ({ signal }) => all<Agent>('/agents', signal),
  });

export const applicationsQuery = () =>
  queryOptions({
    queryKey: keys.applications,
    queryFn: ({ signal }) => all<Application>('/applications', signal),
  });

export const runsQuery = (filter: RunFilter) =>
  queryOptions({
    queryKey: keys.runList(filter),
    queryFn: ({ signal }) => api.get<Page<RunSummary>>(`/runs${query({ ...filter })}`, { signal }),
    placeholderData: keepPreviousData,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: keys.run(id),
    queryFn: ({ signal }) => api.get<Run>(`/runs/${encodeURIComponent(id)}`, { signal }),
  });

export const deploymentsQuery = (filter: PlaceFilter = {}) =>
  queryOptions({
    queryKey: keys.deploymentList(filter),
    queryFn: ({ signal }) => api.get<Page<Deployment>>(`/deployments${query({ ...filter })}`, { signal }),
  });

export const alertsQuery = (filter: AlertFilter = {}) =>
  queryOptions({
    queryKey: keys.alertList(filter),
    queryFn: ({ signal }) => api.get<Page<Alert>>(`/alerts${query({ ...filter })}`, { signal }),
    placeholderData: keepPreviousData,
  });
