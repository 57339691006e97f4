import { useInfiniteQuery } from '@tanstack/react-query';
import { Activity, CirclePause, CirclePlay } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Empty, Loading } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import type { LedgerItem } from '@/lib/api/types';
import { eventsQuery, type EventFilter } from './api';
import { EventFilters } from './event-filters';
import { EventRow } from './event-row';
import { LedgerBadge } from './ledger-badge';
import { matches } from './matches';
import { merge } from '@/lib/live/merge';
import { useFreshEvents } from '@/lib/live/use-fresh-events';

export function EventsPage() {
  const [search, setSearch] = useSearchParams();
  const [paused, setPaused] = useState(false);
  const filter: EventFilter = {};
  for (const name of ['type', 'subject', 'correlationId'] as const) {
    const value = search.get(name);
    if (value !== null && value !== '') {
      filter[name] = value;
    }
  }
  const history = useInfiniteQuery(eventsQuery(filter));
  const fresh = useFreshEvents(paused);
  const known: LedgerItem[] = history.data?.pages.flatMap((page) => page.items) ?? [];
  const items = merge(
    fresh.shown.filter((item) => matches(item, filter)),
    known,
  );
  const held = fresh.held.filter((item) => matches(item, filter)).length;
  return (
    <Page
      title="Events"
      lead="Everything that happened, once each, newest first."
      actions={
        <>
          <LedgerBadge />
          <Button
            aria-pressed={paused}
            onClick={() => {
              if (paused) {
                fresh.release();
              }
              setPaused(!paused);
            }}
          >
            {paused ? <CirclePlay aria-hidden /> : <CirclePause aria-hidden />}
            {paused ? `Go on (${held} held back)` : 'Pause'}
          </Button>
        </>
      }
    >
      <Card title={<EventFilters filter={filter} onChange={(next) => setSearch({ ...next })} />} flush>
        {history.isError && items.length === 0 ? (
          <div className="p-4">
            <ProblemNote error={history.error} onRetry={() => void history.refetch()} />
          </div>
        ) : history.isPending && items.length === 0 ? (
          <Loading rows={10} />
        ) : items.length === 0 ? (
          <Empty icon={Activity} title="No event matches">
            {Object.keys(filter).length === 0
              ? 'Nothing has happened yet. Register an application or push to one.'
              : 'Take a part of the filter away, or wait: matching events appear here as they happen.'}
          </Empty>
        ) : (
          <ul aria-label="Events" className="divide-y divide-line">
            {items.map((item) => (
              <EventRow key={item.sequence} item={item} />
            ))}
          </ul>
        )}
      </Card>
      {history.hasNextPage ? (
        <div className="mt-3 text-center">
          <Button small busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Load older events
          </Button>
        </div>
      ) : null}
    </Page>
  );
}
