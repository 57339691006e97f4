import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Agent, AgentConfiguration, AgentView, ConfigurationVersion, Json, JsonObject, Page } from '@/lib/api/types';

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
