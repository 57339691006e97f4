import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import type { ChangeFilter, ChangeItem, Lineage, Measures, OwnershipShare, Subgraph } from './types';

/** The graph follows the ledger a moment later, so an event comes too early to ask again: the page polls. */
const FOLLOWS_MS = 10_000;

export const changesQuery = (filter: ChangeFilter) =>
  queryOptions({
    queryKey: keys.changeList(filter),
    queryFn: ({ signal }) => api.get<Page<ChangeItem>>(`/changes${query({ ...filter, limit: 50 })}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: FOLLOWS_MS,
  });

/** What a thing of the graph is called in a question, for example commit:4f2a. */
export function reference(kind: string, key: string): string {
  return `${kind.toLowerCase().replaceAll('_', '-')}:${key}`;
}

export const walkQuery = (direction: 'upstream' | 'downstream', of: string) =>
  queryOptions({
    queryKey: [...keys.changes, direction, of],
    queryFn: ({ signal }) => api.get<Subgraph>(`/graph/${direction}${query({ of })}`, { signal }),
  });

export const lineageQuery = (commit: string) =>
  queryOptions({
    queryKey: [...keys.changes, 'lineage', commit],
    queryFn: ({ signal }) => api.get<Lineage>(`/graph/lineage${query({ commit })}`, { signal }),
  });

type Measured = Pick<ChangeFilter, 'applicationId' | 'environment' | 'from' | 'to'>;

export const measuresQuery = (scope: Measured) =>
  queryOptions({
    queryKey: [...keys.changes, 'dora', scope],
    queryFn: ({ signal }) => api.get<Measures>(`/dora${query({ ...scope })}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

export const ownershipQuery = (time: Pick<ChangeFilter, 'from' | 'to'>) =>
  queryOptions({
    queryKey: [...keys.changes, 'ownership', time],
    queryFn: ({ signal }) => api.get<OwnershipShare[]>(`/ownership${query({ ...time })}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
