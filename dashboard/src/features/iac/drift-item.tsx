import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded } from '@/components/domain/loaded';
import { workspaceQuery } from './api';
import { Changes } from './change-tree';
import { costText } from './cost-card';
import { DriftCauses } from './drift-causes';
import { DriftBadge } from './looks';
import { countKinds } from './plan-tree';
import type { PlannedChange, Workspace } from './types';
import { WorkspaceActs } from './workspace-acts';
import { DriftWords, workspacePath } from './workspace-row';

/** A question shows what it is about, but not all of a thousand. */
const IN_QUESTION = 8;

export function DriftItem({ workspace }: { workspace: Workspace }) {
  const detail = useQuery({ ...workspaceQuery(workspace.name), enabled: workspace.drifted > 0 });
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <Link to={workspacePath(workspace.name)} className="font-medium hover:text-accent hover:underline">
              {workspace.name}
            </Link>
            <DriftBadge workspace={workspace} />
            <span className="text-xs text-faint">
              {workspace.application}, {workspace.environment ?? 'no environment'}
            </span>
          </p>
          <DriftWords workspace={workspace} />
        </div>
        <WorkspaceActs
          workspace={workspace}
          destroy={false}
          found={detail.data === undefined ? undefined : <Found drift={detail.data.drift} />}
        />
      </div>
      {workspace.drifted === 0 ? null : (
        <div className="mt-1 -ml-2">
          <Loaded query={detail} rows={2}>
            {({ drift, causes, driftCost }) => (
              <>
                <Changes changes={drift} alone few />
                <DriftCauses causes={causes ?? []} />
                {driftCost == null ? null : (
                  <p className="px-2 pt-1 text-xs text-muted">
                    Cost a month: {costText(driftCost)}
                    {driftCost.delta == null ? ` (${driftCost.summary})` : ''}
                  </p>
                )}
              </>
            )}
          </Loaded>
        </div>
      )}
    </li>
  );
}

function Found({ drift }: { drift: readonly PlannedChange[] }) {
  const more = drift.length - IN_QUESTION;
  return (
    <>
      <p className="mt-2">
        What is known to have drifted ({[...countKinds(drift)].map(([kind, count]) => `${count} ${WORDS[kind] ?? kind}`).join(', ')}):
      </p>
      <ul className="mt-1 list-disc pl-4">
        {drift.slice(0, IN_QUESTION).map((change) => (
          <li key={change.address} className="font-mono text-xs break-all">
            {change.address}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-1">and {more} more</p> : null}
    </>
  );
}

const WORDS: Readonly<Record<string, string>> = { update: 'changed', delete: 'gone', create: 'new' };
