import { Clock, GitBranch, Package, UserRound, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Age, Duration } from '@/components/ui/age';
import type { Run } from '@/lib/api/types';
import { shortRef } from '@/lib/format';

function Item({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon aria-hidden className="size-3.5 text-faint" />
      {children}
    </span>
  );
}

/** Where the run comes from, in one line. */
export function RunFacts({ run }: { run: Run }) {
  const change = run.change;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
      {run.applicationId == null ? null : (
        <Item icon={Package}>
          <Link className="link" to={`/applications/${run.applicationId}`}>
            {run.application ?? 'application'}
          </Link>
        </Item>
      )}
      {change == null ? null : (
        <>
          <Item icon={GitBranch}>{shortRef(change.ref)}</Item>
          <Commit commit={change.commit} repositoryUrl={change.repositoryUrl} />
        </>
      )}
      {change?.author == null ? null : <Item icon={UserRound}>{change.author}</Item>}
      <Item icon={Clock}>
        <span>
          started <Age at={run.createdAt} />, {run.finishedAt == null ? 'running for' : 'took'}{' '}
          <Duration from={run.createdAt} to={run.finishedAt} />
        </span>
      </Item>
      <Link className="link" to={`/events?correlationId=${run.id}`}>
        Its events
      </Link>
    </div>
  );
}
