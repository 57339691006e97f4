import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Code, Facts, type Fact } from '@/components/ui/facts';
import { shortDigest } from '@/lib/format';
import type { Maybe } from '@/lib/api/types';
import type { Plan } from './types';
import { workspacePath } from './workspace-row';

export function PlanFacts({ plan, hostedAt }: { plan: Plan; hostedAt?: Maybe<string> | undefined }) {
  const facts: Fact[] = [
    {
      name: 'Workspace',
      value: (
        <Link className="link" to={workspacePath(plan.workspace)}>
          {plan.workspace}
        </Link>
      ),
    },
    {
      name: 'Application',
      value: (
        <Link className="link" to={`/applications/${plan.applicationId}`}>
          {plan.application}
        </Link>
      ),
    },
    { name: 'Environment', value: plan.environment ?? 'none' },
    { name: 'Commit', value: <Commit commit={plan.commit} repositoryUrl={plan.repository} /> },
    { name: 'Directory', value: <Code>{plan.directory === '' ? '.' : plan.directory}</Code> },
    { name: 'Tool', value: plan.toolVersion == null ? plan.tool : `${plan.tool} ${plan.toolVersion}` },
    ...(hostedAt == null
      ? []
      : [
          {
            name: 'Run',
            value: (
              <a className="link" href={hostedAt} rel="noreferrer" target="_blank">
                in Terraform Cloud
              </a>
            ),
          },
        ]),
    { name: 'Planned', value: <Age at={plan.createdAt} /> },
    ...(plan.updatedAt === plan.createdAt ? [] : [{ name: 'Changed', value: <Age at={plan.updatedAt} /> }]),
    {
      name: 'Hash',
      value: (
        <span className="flex flex-wrap items-center gap-1" title={plan.hash}>
          <Code>{shortDigest(plan.hash)}</Code> <CopyButton text={plan.hash} what="the hash" />
        </span>
      ),
    },
  ];
  return (
    <Card title="About this plan">
      <Facts facts={facts} />
    </Card>
  );
}
