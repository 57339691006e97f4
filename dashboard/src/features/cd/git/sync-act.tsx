import { GitCommitHorizontal, GitPullRequestArrow } from 'lucide-react';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Checkbox } from '@/components/ui/field';
import { shortCommit } from '@/lib/format';
import { DifferencesFrame } from '../differences';
import type { useSync } from './api';
import type { Tracked } from './types';

interface SyncActProps {
  tracked: Tracked;
  may: boolean;
  sync: ReturnType<typeof useSync>;
}

/** Brings an environment to what Git says; what goes for it is shown by itself and has to be wanted. */
export function SyncAct({ tracked, may, sync }: SyncActProps) {
  const navigate = useNavigate();
  const id = useId();
  const { application, environment, items, commit } = tracked;
  const going = items.filter((item) => item.kind === 'REMOVED');
  const staying = items.filter((item) => item.kind !== 'REMOVED');
  // The tick is for exactly these removals: when others are found below the open question, it is gone.
  const [wanted, setWanted] = useState('');
  const shown = going.map((item) => item.item).join('\n');
  const agreed = going.length === 0 || wanted === shown;
  const able = may && items.length > 0 && commit != null && tracked.state !== 'SYNCING';
  return (
    <Confirm
      wide
      danger={going.length > 0}
      title={`Bring ${application} in ${environment} to what Git says?`}
      action="Sync"
      ready={agreed}
      onOpen={() => setWanted('')}
      onConfirm={() =>
        sync.mutate(
          { confirmed: going.length > 0, commit: commit ?? '' },
          {
            onSuccess: (started) => (started.runId == null ? undefined : void navigate(`/runs/${started.runId}`)),
          },
        )
      }
      {...(going.length === 0
        ? {}
        : {
            fields: (
              <div className="flex items-start gap-2">
                <Checkbox
                  id={id}
                  className="mt-0.5"
                  checked={agreed}
                  onChange={(event) => setWanted(event.target.checked ? shown : '')}
                />
                <label htmlFor={id} className="text-sm font-medium">
                  {going.length === 1 ? 'Remove this one thing' : `Remove these ${going.length} things`}
                </label>
              </div>
            ),
          })}
      trigger={
        <Button
          small
          look={able ? 'primary' : 'plain'}
          disabled={!able}
          busy={sync.isPending}
          title={may ? (able ? undefined : 'There is nothing to bring there now') : 'Needs the scope cd:write'}
        >
          <GitPullRequestArrow aria-hidden /> Sync
        </Button>
      }
    >
      <p>
        A run brings it to commit{' '}
        <span className="font-mono text-xs">
          <GitCommitHorizontal aria-hidden className="inline size-3.5" />
          {shortCommit(commit ?? '')}
        </span>{' '}
        of {tracked.tracking.branch ?? 'the default branch'}.
      </p>
      {going.length === 0 ? null : (
        <>
          <p className="mt-3 font-semibold text-bad">This goes away, as it is gone from Git:</p>
          <DifferencesFrame label="What would be removed" items={going} />
        </>
      )}
      {staying.length === 0 ? null : (
        <>
          <p className="mt-3 font-semibold text-ink">This changes:</p>
          <DifferencesFrame items={staying} />
        </>
      )}
    </Confirm>
  );
}
