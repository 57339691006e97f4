import { useSyncExternalStore } from 'react';

const KEY = 'hexad.token';
const listeners = new Set<() => void>();
let rejected = false;

function emit() {
  for (const listener of listeners) {
    listener();
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The token lives in this tab only and is forgotten when the tab closes. */
export const session = {
  token: (): string | null => sessionStorage.getItem(KEY),
  /** Whether the last token was refused by the server, as opposed to signed out by hand. */
  wasRejected: (): boolean => rejected,
  signIn(token: string) {
    rejected = false;
    sessionStorage.setItem(KEY, token);
    emit();
  },
  signOut() {
    rejected = false;
    sessionStorage.removeItem(KEY);
    emit();
  },
  reject(token: string | null) {
    if (token !== null && token === sessionStorage.getItem(KEY)) {
      rejected = true;
      sessionStorage.removeItem(KEY);
      emit();
    }
  },
  subscribe,
};

export function useToken(): string | null {
  return useSyncExternalStore(subscribe, session.token);
}
