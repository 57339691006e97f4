import { QueryClient } from '@tanstack/react-query';
import { liveState } from '@/lib/live/live-state';
import { ApiError } from './problem';

const FINAL = new Set(['unauthenticated', 'forbidden', 'not-found', 'conflict', 'stale', 'invalid']);

/** While the stream is live it says what changed and polling is only a safety net. */
const POLL_LIVE = 30_000;
const POLL_ALONE = 5_000;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        refetchInterval: () => (liveState.get() === 'live' ? POLL_LIVE : POLL_ALONE),
        retry: (failures, error) => failures < 2 && !(error instanceof ApiError && FINAL.has(error.kind)),
        retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000),
      },
      mutations: { retry: false },
    },
  });
}
