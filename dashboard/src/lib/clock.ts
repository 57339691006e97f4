import { useSyncExternalStore } from 'react';

/** One shared clock, so that all ages on a page tick together. */
const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) {
      each();
    }
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function snapshot() {
  if (timer === undefined) {
    const fresh = Date.now();
    if (fresh - now >= TICK_MS) {
      now = fresh;
    }
  }
  return now;
}

/** Milliseconds since the epoch, at most a second old. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot);
}
