import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import type { Decided, Inspection, Installed, ManifestSource, Plugin } from './types';

const at = (id: string) => `/plugins/${encodeURIComponent(id)}`;

export const pluginsQuery = (filter: { q?: string | undefined; cursor?: string | undefined }) =>
  queryOptions({
    queryKey: [...keys.plugins, 'list', filter],
    queryFn: ({ signal }) => api.get<Page<Plugin>>(`/plugins${query({ ...filter, limit: 50 })}`, { signal }),
  });

export const pluginQuery = (id: string) =>
  queryOptions({ queryKey: [...keys.plugins, 'one', id], queryFn: ({ signal }) => api.get<Plugin>(at(id), { signal }) });

/** A plugin is an agent: both lists are out of date together. */
function useRefresh() {
  const client = useQueryClient();
  return () => Promise.all([keys.plugins, keys.agents].map((queryKey) => client.invalidateQueries({ queryKey })));
}

export function useInspect() {
  return useMutation({ mutationFn: (source: ManifestSource) => api.post<Inspection>('/plugins/inspect', source) });
}

/** Installs, or puts another version in the place of the one that is there. */
export function useInstall(upgrade: string | undefined) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (wish: Decided) => api.post<Installed>(upgrade === undefined ? '/plugins' : `${at(upgrade)}/upgrade`, wish),
    onSuccess: refresh,
    // The token must not outlive the page.
    gcTime: 0,
  });
}

export function useSetPluginEnabled(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (enabled: boolean) => api.post<Plugin>(`${at(id)}/${enabled ? 'enable' : 'disable'}`),
    onSettled: refresh,
  });
}

export function useRenewToken(id: string) {
  return useMutation({
    mutationFn: () => api.post<{ enrolmentToken: string }>(`${at(id)}/token`),
    // The token must not outlive the page.
    gcTime: 0,
  });
}

export function useUninstallPlugin(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (data: 'keep' | 'purge') => api.run('DELETE', `${at(id)}${query({ data })}`),
    onSettled: refresh,
  });
}
