import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Maybe, Page } from '@/lib/api/types';

export interface Hook {
  id: string;
  name: string;
  url: string;
  types: string[];
  applicationId?: Maybe<string>;
  secretName?: Maybe<string>;
  enabled: boolean;
  disabledReason?: Maybe<string>;
  failingSince?: Maybe<string>;
  version: number;
  createdAt: string;
  createdBy: string;
}

/** The secret is there only when it was generated just now. */
export type MadeHook = Hook & { secret?: Maybe<string> };

export interface HookWish {
  name: string;
  url: string;
  types: string[];
  applicationId?: string;
  secretName?: string;
  enabled: boolean;
  newSecret?: boolean;
}

export interface Delivery {
  id: string;
  messageId: string;
  eventType: string;
  state: 'PENDING' | 'DELIVERED' | 'FAILED';
  attempts: number;
  nextAttemptAt?: Maybe<string>;
  responseStatus?: Maybe<number>;
  responseBody?: Maybe<string>;
  error?: Maybe<string>;
  durationMillis?: Maybe<number>;
  createdAt: string;
  finishedAt?: Maybe<string>;
}

const at = (id: string) => `/hooks/${encodeURIComponent(id)}`;

export const hooksQuery = () =>
  queryOptions({
    queryKey: [...keys.hooks, 'list'],
    queryFn: ({ signal }) => api.get<Page<Hook>>(`/hooks${query({ limit: 100 })}`, { signal }),
  });

/** Deliveries are not told as events: an open log looks again by itself. */
export const hookDeliveriesQuery = (id: string, filter: { state: string; cursor: string | null }) =>
  queryOptions({
    queryKey: [...keys.hooks, id, 'deliveries', filter],
    queryFn: ({ signal }) => api.get<Page<Delivery>>(`${at(id)}/deliveries${query({ ...filter, limit: 25 })}`, { signal }),
    refetchInterval: 5_000,
  });

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.hooks });
}

/** Makes a hook, or changes the one that was read. */
export function useSaveHook(hook: Hook | undefined) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (wish: HookWish) =>
      hook === undefined
        ? api.post<MadeHook>('/hooks', wish)
        : api.put<MadeHook>(at(hook.id), wish, { 'If-Match': `"${hook.version}"` }),
    onSuccess: refresh,
    // The secret must not outlive the page.
    gcTime: 0,
  });
}

export function useDeleteHook() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (id: string) => api.run('DELETE', at(id)), onSettled: refresh });
}

export function useTestHook(id: string) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => api.post<Delivery>(`${at(id)}/test`), onSettled: refresh });
}

export function useRedeliver(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (delivery: string) => api.post<Delivery>(`${at(id)}/deliveries/${encodeURIComponent(delivery)}/redeliver`),
    onSettled: refresh,
  });
}
