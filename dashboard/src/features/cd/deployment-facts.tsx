import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { shortDigest } from '@/lib/format';
import { runs } from './runs';
import type { DeploymentDetail } from './types';

/** "BLUE_GREEN" as "Blue green". */
function strategyWords(strategy: string): string {
  const words = strategy.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function FactsCard({ detail }: { detail: DeploymentDetail }) {
  const { deployment, observation } = detail;
  return (
    <Card title="About" className="self-start">
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
          ...(deployment.strategy == null ? [] : [{ name: 'Strategy', value: strategyWords(deployment.strategy) }]),
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
