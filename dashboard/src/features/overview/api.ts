import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { LedgerItem, Page } from '@/lib/api/types';

/** The end of the ledger; what comes after it arrives through the stream. */
export const latestEventsQuery = () =>
  queryOptions({
    queryKey: keys.eventList({ latest: true }),
    queryFn: ({ signal }) => api.get<Page<LedgerItem>>('/events?limit=60', { signal }),
  });
