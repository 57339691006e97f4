import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { LedgerItem, LedgerVerification, Page } from '@/lib/api/types';

export interface EventFilter {
  type?: string;
  subject?: string;
  correlationId?: string;
}

const PAGE = 100;

export const eventsQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: keys.eventList(filter),
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<LedgerItem>>(`/events${query({ ...filter, before: pageParam, limit: PAGE })}`, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => {
      const oldest = last.items[last.items.length - 1];
      return last.nextCursor == null || oldest === undefined ? undefined : oldest.sequence;
    },
    // New events come through the stream; asking for all pages again would only cost.
    refetchInterval: false,
    staleTime: Infinity,
    gcTime: 0,
  });

export const verificationQuery = () =>
  queryOptions({
    queryKey: keys.ledger,
    queryFn: ({ signal }) => api.get<LedgerVerification>('/ledger/verification', { signal }),
    staleTime: 60_000,
    refetchInterval: 120_000,
  });
