import { useSyncExternalStore } from 'react';

/** What is known about the event stream of this tab. */
export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'stopped';

let current: LiveStatus = 'stopped';
const listeners = new Set<() => void>();

export const liveState = {
  get: (): LiveStatus => current,
  set(next: LiveStatus) {
    if (next !== current) {
      current = next;
      for (const listener of listeners) {
        listener();
      }
    }
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(liveState.subscribe, liveState.get);
}
