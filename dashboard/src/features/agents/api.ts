import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { FieldError } from '@/lib/api/problem';
import type {
  Agent,
  AgentConfiguration,
  AgentView,
  Json,
  JsonObject,
  Maybe,
  Page,
} from '@/lib/api/types';
import type { JsonDifference } from '@/lib/json';

export interface ConfigurationVersion {
  version: number;
  /** Whose overlay it is; empty or absent for what holds everywhere. */
  environment?: Maybe<string>;
  document: JsonObject;
  createdAt: string;
  createdBy: string;
}

const at = (id: string) => `/agents/${encodeURIComponent(id)}`;

export const agentQuery = (id: string) =>
  queryOptions({ queryKey: keys.agent(id), queryFn: ({ signal }) => api.get<Agent>(at(id), { signal }) });

export const configurationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.configuration(id),
    queryFn: ({ signal }) => api.get<AgentConfiguration>(`${at(id)}/configuration`, { signal }),
  });

export const configurationVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.configurationVersions(id),
    queryFn: ({ signal }) => api.get<Page<ConfigurationVersion>>(`${at(id)}/configuration/versions`, { signal }),
  });

const overlay = (id: string, environment: string) => `${at(id)}/configuration/overlays/${encodeURIComponent(environment)}`;

export const overlayQuery = (id: string, environment: string) =>
  queryOptions({
    queryKey: [...keys.configuration(id), 'overlay', environment],
    queryFn: ({ signal }) => api.get<ConfigurationVersion>(overlay(id, environment), { signal }),
  });

/** Says what saving would do, and does not do it. */
export function useCheckOverlay(id: string, environment: string) {
  return useMutation({
    mutationFn: (document: JsonObject) =>
      api.post<{ differences: JsonDifference[]; errors: FieldError[] }>(
        `${at(id)}/configuration/check${query({ environment })}`,
        document,
      ),
  });
}

export function useSaveOverlay(id: string, environment: string) {
  const refresh = useRefreshAgents();
  return useMutation({
    mutationFn: (change: { document: JsonObject; version: number }) =>
      api.put<ConfigurationVersion>(overlay(id, environment), change.document, { 'If-Match': `"${change.version}"` }),
    onSuccess: refresh,
  });
}

export function useClearOverlay(id: string, environment: string) {
  const refresh = useRefreshAgents();
  return useMutation({ mutationFn: () => api.run('DELETE', overlay(id, environment)), onSuccess: refresh });
}

export const configurationDifferenceQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: [...keys.configuration(id), 'difference', from, to],
    queryFn: ({ signal }) =>
      api.get<{ differences: JsonDifference[] }>(`${at(id)}/configuration/diff${query({ from, to })}`, { signal }),
  });

/** Commands that ended within a time. */
export interface Usage {
  agent: string;
  /** Absent for all of the agent. */
  capability?: Maybe<string>;
  commands: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  retried: number;
  success?: Maybe<number>;
  p50Seconds?: Maybe<number>;
  p95Seconds?: Maybe<number>;
  queueP50Seconds?: Maybe<number>;
  queueP95Seconds?: Maybe<number>;
  minutes: number;
  cost: { amount: string | number; currency: string };
}

/** By capability, and all together, since quantiles cannot be added up. */
export const usageQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: keys.usage(id, days),
    queryFn: async ({ signal }) => {
      const from = new Date(Date.now() - days * 86_400_000).toISOString();
      const read = (agent?: string) =>
        api.get<{ items: Usage[] }>(`/analytics/agents${query({ agent, from })}`, { signal });
      const [parts, agents] = await Promise.all([read(id), read()]);
      return { parts: parts.items, all: agents.items.find((one) => one.agent === id) };
    },
    refetchInterval: 60_000,
  });

export const viewQuery = (agentId: string, view: AgentView) =>
  queryOptions({
    queryKey: keys.view(agentId, view.id),
    queryFn: ({ signal }) =>
      api.get<Page<Json>>(`/${encodeURIComponent(agentId)}${view.source.startsWith('/') ? '' : '/'}${view.source}`, {
        signal,
      }),
  });

function useRefreshAgents() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.agents });
}

export function useSetEnabled(id: string) {
  const refresh = useRefreshAgents();
  return useMutation({
    mutationFn: (enabled: boolean) => api.post<Agent>(`${at(id)}/${enabled ? 'enable' : 'disable'}`),
    onSettled: refresh,
  });
}

export function useUninstall(id: string) {
  const refresh = useRefreshAgents();
  return useMutation({ mutationFn: () => api.run('DELETE', at(id)), onSettled: refresh });
}

export function useSaveConfiguration(id: string) {
  const refresh = useRefreshAgents();
  return useMutation({
    mutationFn: (change: { document: JsonObject; version: number }) =>
      api.put<AgentConfiguration>(`${at(id)}/configuration`, change.document, { 'If-Match': `"${change.version}"` }),
    onSuccess: refresh,
  });
}

export function useRollBackConfiguration(id: string) {
  const refresh = useRefreshAgents();
  return useMutation({
    mutationFn: (version: number) => api.post<AgentConfiguration>(`${at(id)}/configuration/rollback`, { version }),
    onSuccess: refresh,
  });
}
