import { useQuery } from '@tanstack/react-query';
import { Equal } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { Empty, Note } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { shortDigest } from '@/lib/format';
import { deploymentQuery, differencesQuery, historyQuery } from './api';
import { DeploymentActs } from './deployment-acts';
import { Differences } from './differences';
import { History } from './history';
import { Resources } from './resources';
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
              <ResourceCard detail={data} updated={<Updated query={query} />} />
              <DifferenceCard deployment={data.deployment} />
              <HistoryCard deployment={data.deployment} />
            </div>
            <FactsCard detail={data} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function runs(deployment: Deployment): boolean {
  return deployment.state === 'STABLE' || deployment.state === 'CANARY';
}

/** Why it is not well, in the words of what is ill. */
function Illness({ detail }: { detail: DeploymentDetail }) {
  const { deployment, observation } = detail;
  if (deployment.state === 'FAILED') {
    return (
      <Note tone="bad" title="This revision did not become healthy">
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

function DifferenceCard({ deployment }: { deployment: Deployment }) {
  const differences = useQuery(differencesQuery(deployment.id));
  if (deployment.state === 'STARTING' || deployment.state === 'FAILED') {
    return null;
  }
  const live = runs(deployment);
  return (
    <Card
      flush
      title={live ? 'Drift from what was deployed' : 'What going back to this revision would change'}
      aside={<Updated query={differences} />}
    >
      <Loaded
        query={differences}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Equal} title={live ? 'No drift' : 'Nothing would change'}>
              {live ? 'What runs is what was rendered for this revision.' : 'What runs is the same as this revision.'}
            </Empty>
          ),
        }}
      >
        {(page) => <Differences items={page.items} />}
      </Loaded>
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

function FactsCard({ detail }: { detail: DeploymentDetail }) {
  const { deployment, observation } = detail;
  return (
    <Card title="About">
      <Facts
        facts={[
          ...(observation == null || !runs(deployment)
            ? []
            : [
                {
                  name: 'Health',
                  value: (
                    <>
                      <StateBadge state={observation.health} bare /> <span className="text-faint">since</span>{' '}
                      <Age at={observation.since} />
                    </>
                  ),
                },
              ]),
          {
            name: 'Application',
            value: (
              <Link className="link" to={`/applications/${deployment.applicationId}`}>
                {deployment.application}
              </Link>
            ),
          },
          { name: 'Environment', value: deployment.environment },
          { name: 'Target', value: deployment.target },
          { name: 'Commit', value: <Commit commit={deployment.commit} /> },
          { name: 'Author', value: deployment.author ?? <span className="text-faint">not known</span> },
          {
            name: 'Image',
            value: (
              <span className="font-mono text-xs break-all">
                {deployment.image.repository}:{deployment.image.tag}
              </span>
            ),
          },
          {
            name: 'Digest',
            value: (
              <span className="flex items-center gap-2 font-mono text-xs" title={deployment.image.digest}>
                {shortDigest(deployment.image.digest)} <CopyButton text={deployment.image.digest} what="the digest" />
              </span>
            ),
          },
          ...(detail.drift?.since == null
            ? []
            : [{ name: 'Drift since', value: <Age at={detail.drift.since} /> }]),
          ...(detail.drift?.healedAt == null
            ? []
            : [{ name: 'Brought back', value: <Age at={detail.drift.healedAt} /> }]),
          { name: 'Begun', value: <Age at={deployment.startedAt} /> },
          { name: 'Last change', value: <Age at={deployment.updatedAt} /> },
          ...(deployment.reason == null ? [] : [{ name: 'Reason', value: deployment.reason }]),
        ]}
      />
    </Card>
  );
}
