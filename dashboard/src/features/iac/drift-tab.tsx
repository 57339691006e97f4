import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { workspacesQuery } from './api';
import { DriftItem } from './drift-item';

/** Fewer than elsewhere: of each, what has drifted is read, too. */
const ROWS = 20;

/** Workspaces that are not as they were applied, with what to do about it. */
export function DriftTab() {
  const [search] = useSearchParams();
  const drifted = useQuery(workspacesQuery({ drift: 'DRIFTED', cursor: search.get('cursor') ?? '', limit: ROWS }));
  return (
    <div className="grid gap-4">
      <Card flush title="Drifted" aside={<Updated query={drifted} />}>
        <Loaded
          query={drifted}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={CircleCheck} title="No drift is known">
                Every workspace that was looked at is as it was applied.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <>
              <p className="border-b border-line px-4 py-2 text-sm text-muted">
                Repair undoes the drift, Adopt takes it into the state; each makes a plan that somebody approves. What is left alone
                stays in this list.
              </p>
              <ul className="divide-y divide-line">
                {page.items.map((workspace) => (
                  <DriftItem key={workspace.name} workspace={workspace} />
                ))}
              </ul>
              <Pages next={page.nextCursor} words={['First', 'Next']} />
            </>
          )}
        </Loaded>
      </Card>
      <FailedCard />
    </div>
  );
}

/** Where the last look did not succeed, drift may be hidden. */
function FailedCard() {
  const failed = useQuery(workspacesQuery({ drift: 'FAILED', limit: ROWS }));
  if (failed.data?.items.length === 0) {
    return null;
  }
  return (
    <Card flush title="Could not be looked at" aside={<Updated query={failed} />}>
      <Loaded query={failed} rows={2}>
        {(page) => (
          <>
            <ul className="divide-y divide-line">
              {page.items.map((workspace) => (
                <DriftItem key={workspace.name} workspace={workspace} />
              ))}
            </ul>
            {page.nextCursor == null ? null : (
              <p className="px-4 py-2 text-xs text-faint">There are more; the list of workspaces shows them all.</p>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
