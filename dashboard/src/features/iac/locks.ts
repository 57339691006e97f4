import type { Page } from '@/lib/api/types';
import type { Lock, StateView } from './types';

/** The lock of a workspace, null when it is free, and undefined when these states do not say. */
export function lockIn(states: Page<StateView> | undefined, workspace: string): Lock | null | undefined {
  const found = states?.items.find((one) => one.current.workspace === workspace);
  if (found !== undefined) {
    return found.lock ?? null;
  }
  // With all states read, one that is not there was never written, and nobody locks it.
  return states === undefined || states.nextCursor != null ? undefined : null;
}
