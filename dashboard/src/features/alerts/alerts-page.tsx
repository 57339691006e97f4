import { useQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Suspects } from '@/components/domain/suspects';
import { Age, Duration } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { alertsQuery, applicationsQuery } from '@/lib/api/queries';
import type { Alert } from '@/lib/api/types';

export function AlertsPage() {
  const [search, setSearch] = useSearchParams();
  const state = search.get('state') ?? '';
  const alerts = useQuery(alertsQuery(state === '' ? {} : { state }));
  return (
    <Page title="Alerts" lead="What broke, and the change that most likely broke it.">
      <Card
        flush
        title={
          <Select
            aria-label="State"
            className="w-36 font-normal"
            value={state}
            onChange={(event) => setSearch(event.target.value === '' ? {} : { state: event.target.value })}
          >
            <option value="">All states</option>
            <option value="FIRING">Firing</option>
            <option value="RESOLVED">Resolved</option>
          </Select>
        }
        aside={<Updated query={alerts} />}
      >
        <Loaded
          query={alerts}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={BellOff} title={state === 'FIRING' ? 'Nothing is firing' : 'No alert has been raised'}>
                Monitoring raises one when a metric leaves its range, a service objective burns too fast, or a rollout
                gets a failing verdict.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <ul className="divide-y divide-line">
              {page.items.map((alert) => (
                <AlertRow key={alert.id} alert={alert} />
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}

function AlertRow({ alert }: { alert: Alert }) {
  const applications = useQuery(applicationsQuery());
  const application = applications.data?.items.find((one) => one.id === alert.applicationId);
  return (
    <li className="grid gap-x-8 gap-y-2 px-4 py-3 lg:grid-cols-[7.5rem_minmax(0,1fr)_minmax(0,1fr)]">
      <div>
        <StateBadge state={alert.state} />
      </div>
      <div className="min-w-0">
        <h2 className="font-semibold">{alert.title}</h2>
        <p className="mt-0.5 text-muted">{alert.description}</p>
        <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-faint">
          <span className="font-medium">{alert.severity}</span>
          {alert.applicationId == null ? null : (
            <Link className="link" to={`/applications/${alert.applicationId}`}>
              {application?.name ?? 'application'}
            </Link>
          )}
          {alert.environment == null ? null : <span>{alert.environment}</span>}
          <span>
            raised <Age at={alert.raisedAt} />
          </span>
          {alert.resolvedAt == null ? null : (
            <span>
              resolved after <Duration from={alert.raisedAt} to={alert.resolvedAt} />
              {alert.resolution == null ? null : `: ${alert.resolution}`}
            </span>
          )}
          <Link className="link" to={`/events?subject=${alert.id}`}>
            Its events
          </Link>
        </p>
      </div>
      <Suspects suspects={alert.suspects ?? []} />
    </li>
  );
}
