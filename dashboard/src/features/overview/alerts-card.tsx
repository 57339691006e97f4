import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Suspects } from '@/components/domain/suspects';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import type { Alert, Page } from '@/lib/api/types';

const SHOWN = 3;

/** What burns, with the change that lit it; absent while nothing does. */
export function AlertsCard({ query }: { query: UseQueryResult<Page<Alert>> }) {
  if (query.data !== undefined && query.data.items.length === 0) {
    return null;
  }
  return (
    <Card
      title="Firing alerts"
      flush
      aside={
        <>
          <Updated query={query} />
          <Link className="link" to="/alerts">
            All alerts
          </Link>
        </>
      }
    >
      <Loaded query={query} rows={2}>
        {(page) => (
          <ul className="divide-y divide-line">
            {page.items.slice(0, SHOWN).map((alert) => (
              <li key={alert.id} className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-2">
                <div className="flex min-w-0 items-start gap-3">
                  <StateBadge state={alert.state} />
                  <div className="min-w-0">
                    <p className="font-medium">{alert.title}</p>
                    <p className="text-xs text-faint">
                      {alert.severity}
                      {alert.environment == null ? null : ` · ${alert.environment}`} · raised <Age at={alert.raisedAt} />
                    </p>
                  </div>
                </div>
                <Suspects suspects={alert.suspects ?? []} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
