import { useQuery } from '@tanstack/react-query';
import { LockOpen } from 'lucide-react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { operationOf } from './lock-badge';
import { lockIn } from './locks';
import { statesQuery, useUnlock } from './state-api';

/** Who has locked the state, and the way to take the lock away. */
export function LockNote({ workspace }: { workspace: string }) {
  const states = useQuery(statesQuery());
  const lock = lockIn(states.data, workspace);
  const operation = lock == null ? null : operationOf(lock);
  const unlock = useUnlock(workspace);
  const unknown = lock === undefined && !states.isPending;
  if (lock == null && !unlock.isError && !unknown) {
    return null;
  }
  return (
    <div className="mb-4 flex flex-col gap-2">
      {unlock.isError ? <ProblemNote error={unlock.error} /> : null}
      {unknown ? (
        <Note tone="warn" title="Whether the state is locked is not known">
          {states.isError ? asApiError(states.error).title : 'There are more states than are read at once.'}
        </Note>
      ) : null}
      {lock == null ? null : (
        <Note
          tone="busy"
          title={`The state is locked by ${lock.holder}`}
          action={
            <UnlockAct workspace={workspace} holder={lock.holder} busy={unlock.isPending} onUnlock={() => unlock.mutate()} />
          }
        >
          {operation === null ? 'Since' : `For ${operation}, since`} <Age at={lock.since} />.
        </Note>
      )}
    </div>
  );
}

interface UnlockActProps {
  workspace: string;
  holder: string;
  busy: boolean;
  onUnlock: () => void;
}

function UnlockAct({ workspace, holder, busy, onUnlock }: UnlockActProps) {
  const me = useQuery(meQuery());
  const may = allows(me.data?.scopes ?? [], 'iac:admin');
  return (
    <Confirm
      danger
      title={`Take the lock of ${workspace} away?`}
      action="Force unlock"
      onConfirm={onUnlock}
      trigger={
        <Button small disabled={!may} busy={busy} title={may ? undefined : 'Needs the scope iac:admin'}>
          <LockOpen aria-hidden /> Force unlock
        </Button>
      }
    >
      {holder} may still be writing. If it is, two writers change the same resources, and what one of them knows is lost. Make sure that
      it has ended. This goes on record.
    </Confirm>
  );
}
