import type { LedgerItem } from '@/lib/api/types';

type Listener = (item: LedgerItem) => void;

const listeners = new Set<Listener>();

/** Hands each event of the one stream to all parts of the page that listen. */
export const hub = {
  publish(item: LedgerItem) {
    for (const listener of listeners) {
      listener(item);
    }
  },
  subscribe(listener: Listener) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
