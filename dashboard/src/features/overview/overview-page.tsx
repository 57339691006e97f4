import { useQuery } from '@tanstack/react-query';
import { GitBranch } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { RunsTable } from '@/components/domain/runs-table';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { agentsQuery, alertsQuery, deploymentsQuery, runsQuery } from '@/lib/api/queries';
import { ActivityCard } from './activity-card';
import { AgentsCard } from './agents-card';
import { AlertsCard } from './alerts-card';
import { EnvironmentsCard } from './environments-card';
import { Tiles } from './tiles';

export function OverviewPage() {
  const agents = useQuery(agentsQuery());
  const running = useQuery(runsQuery({ state: 'RUNNING', limit: 50 }));
  const runs = useQuery(runsQuery({ limit: 8 }));
  const alerts = useQuery(alertsQuery({ state: 'FIRING' }));
  const deployments = useQuery(deploymentsQuery());
  return (
    <Page title="Overview" lead="What is up, what runs, what broke, and what changed.">
      <Tiles agents={agents} running={running} alerts={alerts} deployments={deployments} />
      <div className="mt-4 grid gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <AlertsCard query={alerts} />
          <EnvironmentsCard query={deployments} />
          <Card
            title="Latest runs"
            flush
            aside={
              <>
                <Updated query={runs} />
                <Link className="link" to="/runs">
                  All runs
                </Link>
              </>
            }
          >
            <Loaded
              query={runs}
              empty={{
                when: (page) => page.items.length === 0,
                show: (
                  <Empty icon={GitBranch} title="Nothing has run yet">
                    <Link className="link" to="/applications">
                      Register an application
                    </Link>{' '}
                    and push to it, or start a build there by hand.
                  </Empty>
                ),
              }}
            >
              {(page) => <RunsTable runs={page.items} brief />}
            </Loaded>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <AgentsCard query={agents} />
          <ActivityCard />
        </div>
      </div>
    </Page>
  );
}
