import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Maybe, Page } from '@/lib/api/types';

export interface Lease {
  id: string;
  resources: string[];
  holder: string;
  runId?: Maybe<string>;
  stage?: Maybe<string>;
  reason?: Maybe<string>;
  granted: boolean;
  /** Grows with every grant, so that who has lost a lease is known by an older one. */
  token?: Maybe<number>;
  /** 0 for who has it, 1 for the next one. */
  position: number;
  waitsFor: string[];
  requestedAt: string;
  grantedAt?: Maybe<string>;
  expiresAt: string;
}

/** No event tells of leases of others than runs, so the list is asked for anew by itself. */
const LOOK_MS = 5_000;

export const leasesQuery = (filter: { resource?: string | undefined; cursor?: string | undefined }) =>
  queryOptions({
    queryKey: [...keys.leases, filter],
    queryFn: ({ signal }) => api.get<Page<Lease>>(`/leases${query({ ...filter, limit: 100 })}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_MS,
  });

export function useRelease() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.run('DELETE', `/leases/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.leases }),
  });
}
