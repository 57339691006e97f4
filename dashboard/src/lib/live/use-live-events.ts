import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect } from 'react';
import { BASE } from '@/lib/api/client';
import { outdatedBy } from '@/lib/api/invalidation';
import { session } from '@/lib/api/session';
import type { LedgerItem } from '@/lib/api/types';
import { runEventStream } from './event-stream';
import { hub } from './hub';
import { liveState } from './live-state';

/** Events come in bursts: what they make out of date is collected for this long. */
const BATCH_MS = 300;

/** The one event stream of the signed-in page; refreshes exactly what the events touch. */
export function useLiveEvents(token: string) {
  const client = useQueryClient();
  useEffect(() => {
    const controller = new AbortController();
    const pending = new Map<string, QueryKey>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let dropped = false;

    const flush = () => {
      timer = undefined;
      for (const queryKey of pending.values()) {
        void client.invalidateQueries({ queryKey });
      }
      pending.clear();
    };

    void runEventStream({
      url: `${BASE}/stream`,
      token: () => token,
      signal: controller.signal,
      onRefused: () => session.reject(token),
      onState: (state) => {
        if (!controller.signal.aborted) {
          liveState.set(state);
        }
        if (state === 'reconnecting') {
          dropped = true;
        } else if (state === 'live' && dropped) {
          dropped = false;
          void client.invalidateQueries();
        }
      },
      onMessage: (message) => {
        let item: LedgerItem;
        try {
          item = JSON.parse(message.data) as LedgerItem;
        } catch {
          return;
        }
        if (typeof item.envelope?.type !== 'string') {
          return;
        }
        hub.publish(item);
        for (const key of outdatedBy(item.envelope)) {
          pending.set(JSON.stringify(key), key);
        }
        timer ??= setTimeout(flush, BATCH_MS);
      },
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
      liveState.set('stopped');
    };
  }, [client, token]);
}
