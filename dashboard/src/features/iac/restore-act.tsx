import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { useRestore } from './state-api';
import type { StateVersion } from './types';

/** Makes an old version the current one again, as a new version. */
export function RestoreAct({ version: { workspace, version, resources } }: { version: StateVersion }) {
  const me = useQuery(meQuery());
  const restore = useRestore(workspace);
  const may = allows(me.data?.scopes ?? [], 'iac:admin');
  return (
    <>
      <Confirm
        danger
        title={`Restore version ${version} of ${workspace}?`}
        action="Restore"
        onConfirm={() => restore.mutate(version)}
        trigger={
          <Button
            small
            disabled={!may}
            busy={restore.isPending}
            aria-label={`Restore version ${version}`}
            title={may ? undefined : 'Needs the scope iac:admin'}
          >
            <History aria-hidden /> Restore
          </Button>
        }
      >
        A new version with the {resources} resources of version {version} becomes the current one. What was made since then is still
        there, but the state does not know it any more: the next plan would make it once again. No resource is changed by this.
      </Confirm>
      {restore.isError ? <Refusal error={restore.error} /> : null}
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  const problem = asApiError(error);
  return problem.kind === 'conflict' ? (
    <Note tone="warn" title="It was not restored">
      {problem.detail}
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}
