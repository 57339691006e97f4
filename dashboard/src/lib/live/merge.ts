import type { LedgerItem } from '@/lib/api/types';

/** Newest first, each sequence once. */
export function merge(fresh: readonly LedgerItem[], known: readonly LedgerItem[]): LedgerItem[] {
  const bySequence = new Map<number, LedgerItem>();
  for (const item of [...fresh, ...known]) {
    bySequence.set(item.sequence, item);
  }
  return [...bySequence.values()].sort((a, b) => b.sequence - a.sequence);
}
