import { queryOptions } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import type { VerdictDetail, VerdictItem } from './types';

const WATCHED_MILLIS = 5_000;

/** The newest verdict on a revision; the last one first. */
export const latestVerdictQuery = (of: { applicationId: string; environment: string; revision: number }) =>
  queryOptions({
    queryKey: keys.view('monitoring', `verdict of ${of.applicationId} ${of.environment} ${of.revision}`),
    queryFn: ({ signal }) =>
      api.get<Page<VerdictItem>>(`/monitoring/verdicts${query({ ...of, limit: 1 })}`, { signal }),
    refetchInterval: (seen) => (seen.state.data?.items[0]?.state === 'RUNNING' ? WATCHED_MILLIS : 4 * WATCHED_MILLIS),
  });

/** What is given does not change any more. */
export const verdictQuery = (id: string) =>
  queryOptions({
    queryKey: keys.view('monitoring', `verdict ${id}`),
    queryFn: ({ signal }) => api.get<VerdictDetail>(`/monitoring/verdicts/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: (seen) => (seen.state.data?.state === 'GIVEN' ? false : WATCHED_MILLIS),
  });
