import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Age } from '@/components/ui/age';
import { Row, Td } from '@/components/ui/table';
import { LastPlan } from './last-plan';
import { LockBadge } from './lock-badge';
import { DriftBadge } from './looks';
import { WorkspaceActs } from './workspace-acts';
import type { Lock, Plan, Workspace } from './types';

interface WorkspaceRowProps {
  workspace: Workspace;
  lock: Lock | null | undefined;
  plans: readonly Plan[] | undefined;
}

export const workspacePath = (name: string, tab?: string) =>
  `/agents/iac/workspaces/${encodeURIComponent(name)}${tab === undefined ? '' : `?tab=${tab}`}`;

export function WorkspaceRow({ workspace, lock, plans }: WorkspaceRowProps) {
  return (
    <Row>
      <Td>
        <Link to={workspacePath(workspace.name)} className="font-medium whitespace-nowrap hover:text-accent hover:underline">
          {workspace.name}
        </Link>
        <p className="text-xs text-faint">
          <Link to={`/applications/${workspace.applicationId}`} className="hover:text-accent hover:underline">
            {workspace.application}
          </Link>{' '}
          · {workspace.environment ?? 'no environment'}
        </p>
      </Td>
      <Td>{lock == null ? <span className="text-faint">{lock === null ? 'free' : 'not known'}</span> : <LockBadge lock={lock} />}</Td>
      <Td className="max-w-64">
        <DriftBadge workspace={workspace} />
        <DriftWords workspace={workspace} />
      </Td>
      <Td>
        <LastPlan workspace={workspace} plans={plans} />
      </Td>
      <Td>
        {workspace.appliedAt == null ? (
          <span className="text-faint">not applied yet</span>
        ) : (
          <>
            <Commit commit={workspace.appliedCommit} repositoryUrl={workspace.repository} />
            <p className="text-xs text-faint">
              <Age at={workspace.appliedAt} />
            </p>
          </>
        )}
      </Td>
      <Td className="min-w-62">
        <WorkspaceActs workspace={workspace} />
      </Td>
    </Row>
  );
}

/** When it was looked at, and what is known besides. */
export function DriftWords({ workspace }: { workspace: Workspace }) {
  const { driftAt, driftReason, driftState, drifted } = workspace;
  if (driftAt == null) {
    return null;
  }
  return (
    <p className="text-xs text-faint">
      looked <Age at={driftAt} />
      {driftState === 'FAILED' && drifted > 0 ? `; ${drifted} drifted before that` : ''}
      {driftReason == null ? null : <span className="line-clamp-2 text-bad" title={driftReason}>{driftReason}</span>}
    </p>
  );
}
