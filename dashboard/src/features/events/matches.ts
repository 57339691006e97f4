import type { LedgerItem } from '@/lib/api/types';
import type { EventFilter } from './api';

/** The filter that the ledger applies, for events that arrive through the stream. */
export function matches(item: LedgerItem, filter: EventFilter): boolean {
  const { envelope } = item;
  return (
    (filter.type === undefined || envelope.type === filter.type) &&
    (filter.subject === undefined || envelope.subject === filter.subject) &&
    (filter.correlationId === undefined || envelope.correlationid === filter.correlationId)
  );
}
