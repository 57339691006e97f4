import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { useDiscard } from './api';
import type { Plan } from './types';

/** Decides against a plan, so that nobody applies it. */
export function DiscardAct({ plan }: { plan: Plan }) {
  const me = useQuery(meQuery());
  const discard = useDiscard(plan.id);
  const may = allows(me.data?.scopes ?? [], 'iac:write');
  return (
    <>
      {discard.isError ? <Refusal error={discard.error} /> : null}
      {plan.state === 'PLANNED' ? (
        <Confirm
          danger
          title="Discard this plan?"
          action="Discard"
          onConfirm={() => discard.mutate()}
          trigger={
            <Button disabled={!may} busy={discard.isPending} title={may ? undefined : 'Needs the scope iac:write'}>
              <Trash2 aria-hidden /> Discard
            </Button>
          }
        >
          It cannot be applied any more, and the run that waits with it fails at its apply. {plan.workspace} stays as it is.
        </Confirm>
      ) : null}
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  const problem = asApiError(error);
  return problem.kind === 'conflict' ? (
    <Note tone="warn" title="It was not discarded">
      {problem.detail}
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}
