import { useEffect, useState } from 'react';
import { hub } from './hub';
import type { LedgerItem } from '@/lib/api/types';

const KEPT = 1_000;

interface FreshEvents {
  /** What arrived and is shown. */
  shown: LedgerItem[];
  /** What arrived while paused. */
  held: LedgerItem[];
}

/** Events as they arrive; while paused they are held back and counted. */
export function useFreshEvents(paused: boolean) {
  const [events, setEvents] = useState<FreshEvents>({ shown: [], held: [] });
  useEffect(
    () =>
      hub.subscribe((item) =>
        setEvents(({ shown, held }) =>
          paused
            ? { shown, held: [item, ...held].slice(0, KEPT) }
            : { shown: [item, ...held, ...shown].slice(0, KEPT), held: [] },
        ),
      ),
    [paused],
  );
  return {
    ...events,
    release: () => setEvents(({ shown, held }) => ({ shown: [...held, ...shown].slice(0, KEPT), held: [] })),
  };
}
