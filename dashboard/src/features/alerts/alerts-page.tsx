import { useQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { alertsQuery } from '@/lib/api/queries';
import { AlertRow } from './alert-row';

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
