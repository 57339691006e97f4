import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { EventIcon, summaryOf, titleOf } from '@/components/domain/event-words';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import type { LedgerItem } from '@/lib/api/types';
import { merge } from '@/lib/live/merge';
import { useFreshEvents } from '@/lib/live/use-fresh-events';
import { latestEventsQuery } from './api';

const SHOWN = 12;

/** Steps inside a command are noise here: the run shows them. */
function worthShowing({ envelope }: LedgerItem): boolean {
  return !envelope.type.startsWith('dev.hexad.command.');
}

export function ActivityCard() {
  const latest = useQuery(latestEventsQuery());
  const fresh = useFreshEvents(false);
  return (
    <Card
      title="Just happened"
      flush
      aside={
        <>
          <Updated query={latest} />
          <Link className="link" to="/events">
            All events
          </Link>
        </>
      }
    >
      <Loaded
        query={latest}
        rows={8}
        empty={{
          when: (page) => page.items.length === 0 && fresh.shown.length === 0,
          show: <p className="px-4 py-3 text-muted">Nothing yet. What happens appears here at once.</p>,
        }}
      >
        {(page) => (
          <ul className="divide-y divide-line">
            {merge(fresh.shown, page.items)
              .filter(worthShowing)
              .slice(0, SHOWN)
              .map((item) => (
                <ActivityRow key={item.sequence} item={item} />
              ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function ActivityRow({ item }: { item: LedgerItem }) {
  const { envelope } = item;
  const summary = summaryOf(envelope);
  const to = envelope.correlationid == null ? '/events' : `/runs/${envelope.correlationid}`;
  return (
    <li>
      <Link to={to} className="flex gap-2.5 px-4 py-2 hover:bg-sunken/60" title={summary}>
        <span className="pt-0.5">
          <EventIcon type={envelope.type} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate">{titleOf(envelope.type)}</span>
          <span className="block truncate text-xs text-faint">{summary}</span>
        </span>
        <span className="text-xs text-faint">
          <Age at={item.recordedAt} />
        </span>
      </Link>
    </li>
  );
}
