import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Code, Facts } from '@/components/ui/facts';
import { shortRef } from '@/lib/format';
import { LastPlan } from './last-plan';
import type { Workspace } from './types';

const NONE: readonly never[] = [];

export function WorkspaceFacts({ workspace }: { workspace: Workspace }) {
  return (
    <Card title="About this workspace" className="self-start">
      <Facts
        facts={[
          {
            name: 'Application',
            value: (
              <Link className="link" to={`/applications/${workspace.applicationId}`}>
                {workspace.application}
              </Link>
            ),
          },
          { name: 'Environment', value: workspace.environment ?? 'none' },
          { name: 'Directory', value: <Code>{workspace.directory === '' ? '.' : workspace.directory}</Code> },
          { name: 'Branch or tag', value: shortRef(workspace.ref) },
          { name: 'Tool', value: workspace.tool },
          { name: 'Last plan', value: <LastPlan workspace={workspace} plans={NONE} /> },
          {
            name: 'Applied',
            value:
              workspace.appliedAt == null ? (
                'not yet'
              ) : (
                <>
                  <Commit commit={workspace.appliedCommit} repositoryUrl={workspace.repository} /> <Age at={workspace.appliedAt} />
                </>
              ),
          },
          { name: 'Looked for drift', value: workspace.driftAt == null ? 'not yet' : <Age at={workspace.driftAt} /> },
          { name: 'Looks again', value: workspace.driftDueAt == null ? 'only when asked' : <Age at={workspace.driftDueAt} /> },
          ...(workspace.driftReason == null
            ? []
            : [{ name: 'Last look', value: <span className="text-bad">{workspace.driftReason}</span> }]),
        ]}
      />
    </Card>
  );
}
