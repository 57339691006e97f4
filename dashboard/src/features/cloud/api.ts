import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Json, Page } from '@/lib/api/types';
import type {
  Account,
  Act,
  ActDetail,
  Action,
  Check,
  Day,
  FieldChange,
  Finding,
  FindingDetail,
  Neighbour,
  Resource,
  ResourceDocument,
  Schedule,
  Scope,
  TagReport,
  TagViolator,
  Template,
  TrailEntry,
  TrailLog,
  View,
} from './types';

function read<T>(name: string, path: string) {
  return queryOptions({
    queryKey: keys.view('cloud', `${name} ${path}`),
    queryFn: ({ signal }) => api.get<T>(`/cloud${path}`, { signal }),
  });
}

export const at = (name: string) => encodeURIComponent(name);

export const resourcePath = (uid: string) => `/agents/cloud/resources/${at(uid)}`;
export const actPath = (id: string) => `/agents/cloud/acts/${at(id)}`;
export const inventoryPath = (filter: string) => `/agents/cloud${query({ tab: 'inventory', q: filter })}`;

export const accountsQuery = () => read<Page<Account>>('accounts', '/accounts');

export const scopesQuery = (account: string) => read<Page<Scope>>('scopes', `/accounts/${at(account)}/scopes`);

export const resourcesQuery = (filter: { q: string; at?: string; sort?: string; cursor?: string }) => ({
  ...read<Page<Resource>>('resources', `/resources${query(filter)}`),
  placeholderData: keepPreviousData,
  retry: false,
});

export const resourceQuery = (uid: string, when?: string) =>
  read<ResourceDocument>('resource', `/resources/${at(uid)}${query({ at: when })}`);

export const versionsQuery = (uid: string) => read<Page<Resource>>('versions', `/resources/${at(uid)}/versions`);

export const diffQuery = (uid: string, from: string, to: string) =>
  read<{ changes: FieldChange[] }>('diff', `/resources/${at(uid)}/diff${query({ from, to })}`);

export const relationsQuery = (uid: string) => read<Page<Neighbour>>('relations', `/resources/${at(uid)}/relations`);

export const viewsQuery = () => read<Page<View>>('views', '/views');

export const actionsQuery = (type: string) => read<Page<Action>>('actions', `/actions${query({ type })}`);

export const templatesQuery = () => read<Page<Template>>('templates', '/templates');

export const actsQuery = (filter: { state?: string; resource?: string; cursor?: string }) =>
  read<Page<Act>>('acts', `/acts${query(filter)}`);

/** What is going on is looked at again until it has ended. */
export const actQuery = (id: string) => ({
  ...read<ActDetail>('act', `/acts/${at(id)}`),
  refetchInterval: ({ state }: { state: { data?: ActDetail | undefined } }) =>
    state.data?.act.state === 'RUNNING' ? 1_000 : false,
});

export const findingsQuery = (filter: {
  state?: string;
  severity?: string;
  check?: string;
  resource?: string;
  cursor?: string;
}) => ({
  ...read<Page<Finding>>('findings', `/findings${query(filter)}`),
  placeholderData: keepPreviousData,
});

export const findingQuery = (id: string) => read<FindingDetail>('finding', `/findings/${at(id)}`);

export const checksQuery = () => read<Page<Check>>('checks', '/checks');

export const trendQuery = () => read<Page<Day>>('trend', '/findings/trend');

export const tagReportsQuery = () => read<Page<TagReport>>('tag policies', '/tag-policies');

export const tagViolatorsQuery = (policy: string) =>
  read<Page<TagViolator>>('tag violators', `/tag-policies/${at(policy)}/violators`);

export const schedulesQuery = () => read<Page<Schedule>>('schedules', '/schedules');

export const trailQuery = (filter: { resource: string; who: string; cursor: string }) => ({
  ...read<Page<TrailEntry>>('trail', `/trail${query(filter)}`),
  placeholderData: keepPreviousData,
});

export const trailLogsQuery = () => read<Page<TrailLog>>('trail logs', '/trail/logs');

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.views('cloud') });
}

/** Looks at what would be done; nothing is done. */
export function usePlanAct() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (wish: { action: string; parameters: Json; resources: string[]; reason: string; force: boolean }) =>
      api.post<ActDetail>('/cloud/acts', wish),
    onSettled: refresh,
  });
}

/** Carries out, approves, rejects or undoes an act. */
export function useActStep(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ step, reason }: { step: 'carry-out' | 'approve' | 'reject' | 'undo' | 'stop-waiting'; reason?: string }) =>
      api.post<ActDetail>(`/cloud/acts/${at(id)}/${step}`, reason === undefined ? {} : { reason }),
    onSettled: refresh,
  });
}

export function useFix(finding: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ force }: { force: boolean }) =>
      api.post<{ actId: string }>(`/cloud/findings/${at(finding)}/fix${force ? '?force=true' : ''}`),
    onSettled: refresh,
  });
}

export function useExcept(finding: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (wish: { owner: string; reason: string; expiresAt: string }) =>
      api.post<Finding>(`/cloud/findings/${at(finding)}/exception`, wish),
    onSettled: refresh,
  });
}

export function useRemediate(policy: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => api.post<{ actId: string }>(`/cloud/tag-policies/${at(policy)}/remediate`),
    onSettled: refresh,
  });
}

export function useSaveView() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ name, filter, sort }: { name: string; filter: string; sort: string }) =>
      api.run('PUT', `/cloud/views/${at(name)}`, { filter, sort }),
    onSettled: refresh,
  });
}

export function useAudit() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => api.post('/cloud/audits'), onSettled: refresh });
}
