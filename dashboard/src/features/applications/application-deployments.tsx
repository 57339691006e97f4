import { useQuery } from '@tanstack/react-query';
import { Rocket } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { deploymentsQuery } from '@/lib/api/queries';
import type { Application, Deployment } from '@/lib/api/types';
import { EnvironmentHistory } from './environment-history';

export function ApplicationDeployments({ application }: { application: Application }) {
  const deployments = useQuery(deploymentsQuery({ applicationId: application.id }));
  return (
    <Loaded
      query={deployments}
      empty={{
        when: (page) => page.items.length === 0,
        show: (
          <Card title="Deployments" aside={<Updated query={deployments} />}>
            <Empty icon={Rocket} title="Not deployed anywhere">
              Add a stage that uses <Code>cd.deploy</Code> to hexad.yml.
            </Empty>
          </Card>
        ),
      }}
    >
      {(page) =>
        byEnvironment(page.items).map(([environment, history]) => (
          <EnvironmentHistory
            key={environment}
            application={application}
            environment={environment}
            history={history}
            updated={<Updated query={deployments} />}
          />
        ))
      }
    </Loaded>
  );
}

/** Deployments by environment, the newest revision first. */
function byEnvironment(deployments: Deployment[]): [string, Deployment[]][] {
  const found = new Map<string, Deployment[]>();
  for (const deployment of deployments) {
    found.set(deployment.environment, [...(found.get(deployment.environment) ?? []), deployment]);
  }
  return [...found]
    .map(([environment, history]): [string, Deployment[]] => [
      environment,
      history.sort((a, b) => b.revision - a.revision),
    ])
    .sort(([a], [b]) => a.localeCompare(b));
}
