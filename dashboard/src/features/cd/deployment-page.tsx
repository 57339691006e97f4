import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { deploymentQuery, historyQuery } from './api';
import { VerdictCard } from './canary/verdict-card';
import { DeploymentActs } from './deployment-acts';
import { FactsCard } from './deployment-facts';
import { DifferenceCard } from './difference-card';
import { GatesCard } from './gates-card';
import { History } from './history';
import { OrphansCard } from './orphans-card';
import { Resources } from './resources';
import { runs } from './runs';
import type { Deployment, DeploymentDetail } from './types';

export function DeploymentPage() {
  const { id = '' } = useParams();
  const query = useQuery(deploymentQuery(id));
  const deployment = query.data?.deployment;
  const title =
    deployment === undefined
      ? 'Deployment'
      : `${deployment.application} in ${deployment.environment}, revision ${deployment.revision}`;
  return (
    <Page
      title={title}
      trail={[
        { to: '/agents', label: 'Agents' },
        { to: '/agents/cd', label: 'CD' },
      ]}
      heading={
        <>
          {title}
          {deployment === undefined ? null : <StateBadge state={deployment.state} />}
        </>
      }
      actions={deployment === undefined ? undefined : <DeploymentActs deployment={deployment} />}
    >
      <Loaded query={query}>
        {(data) => (
          <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
            <div className="grid min-w-0 content-start gap-4">
              <Illness detail={data} />
              {data.deployment.state === 'PLANNED' ? <GatesCard deployment={data.deployment} /> : null}
              <VerdictCard deployment={data.deployment} />
              <ResourceCard detail={data} updated={<Updated query={query} />} />
              <DifferenceCard deployment={data.deployment} />
              <OrphansCard deployment={data.deployment} />
              <HistoryCard deployment={data.deployment} />
            </div>
            <FactsCard detail={data} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

/** Why it is not well, in the words of what is ill. */
function Illness({ detail }: { detail: DeploymentDetail }) {
  const { deployment, observation } = detail;
  if (deployment.state === 'FAILED') {
    return (
      <Note tone="bad" title="This deployment failed">
        {deployment.reason ?? ''}
      </Note>
    );
  }
  if (!runs(deployment) || observation == null || observation.cause === '') {
    return null;
  }
  return (
    <Note tone={observation.health === 'DEGRADED' || observation.health === 'MISSING' ? 'bad' : 'warn'} title="Not healthy">
      {observation.cause}
    </Note>
  );
}

function ResourceCard({ detail, updated }: { detail: DeploymentDetail; updated: React.ReactNode }) {
  const { deployment, observation } = detail;
  if (observation == null || !runs(deployment) || observation.resources.length === 0) {
    return null;
  }
  return (
    <Card flush title="Resources" aside={updated}>
      <Resources resources={observation.resources} />
    </Card>
  );
}

function HistoryCard({ deployment }: { deployment: Deployment }) {
  const { applicationId, environment } = deployment;
  const history = useQuery(historyQuery({ applicationId, environment, limit: 20 }));
  return (
    <Card flush title={`Revisions of ${deployment.application} in ${environment}`} aside={<Updated query={history} />}>
      <Loaded query={history}>{(page) => <History deployments={page.items} here={deployment.id} one />}</Loaded>
    </Card>
  );
}
