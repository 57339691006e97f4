import { useQuery } from '@tanstack/react-query';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { useDecide } from './api';
import { DifferencesFrame } from './differences';
import type { Deployment, GateView, Plan } from './types';

/** Says yes or no to exactly the plan that is shown. */
export function Decide({ deployment, view }: { deployment: Deployment; view: GateView }) {
  const me = useQuery(meQuery());
  const decide = useDecide(deployment.id);
  const [comment, setComment] = useState('');
  // The page goes on being refreshed below an open question; what was asked stays what is answered.
  const [asked, setAsked] = useState<Plan>(view.plan);
  const may = allows(me.data?.scopes ?? [], 'cd:approve');
  const { application, environment, revision } = deployment;
  const open = () => {
    decide.reset();
    setComment('');
    setAsked(view.plan);
  };
  const send = (approved: boolean) =>
    decide.mutate({ plan: asked.hash, approved, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) });
  const shared = {
    wide: true,
    onOpen: open,
    fields: (
      <Field label="Comment (optional)" hint="Others read it beside your name.">
        {(control) => (
          <Input {...control} maxLength={1000} value={comment} onChange={(event) => setComment(event.target.value)} />
        )}
      </Field>
    ),
  };
  const button = { disabled: !may, busy: decide.isPending };
  const wanted = view.gates.some((gate) => gate.kind === 'APPROVALS');
  return (
    <div className="flex flex-col gap-3 border-t border-line px-4 py-3">
      {decide.isError ? <Refusal error={decide.error} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Confirm
          {...shared}
          title={`Approve revision ${revision} for ${environment}?`}
          action="Approve"
          onConfirm={() => send(true)}
          trigger={
            <Button {...button} look="primary" disabled={!may || !wanted}>
              <ThumbsUp aria-hidden /> Approve
            </Button>
          }
        >
          <p>
            When all gates are open, {application} in {environment} is changed in exactly this way. If it would be another
            way by then, you are asked again.
          </p>
          <Frame plan={asked} />
        </Confirm>
        <Confirm
          {...shared}
          danger
          title={`Reject revision ${revision} for ${environment}?`}
          action="Reject"
          onConfirm={() => send(false)}
          trigger={
            <Button {...button}>
              <ThumbsDown aria-hidden /> Reject
            </Button>
          }
        >
          <p>
            A no of somebody who is asked ends the deployment, and its run fails. Nothing of this is done, and{' '}
            {environment} stays as it is:
          </p>
          <Frame plan={asked} />
        </Confirm>
        {me.data === undefined ? null : <span className="text-xs text-faint">{hintOf(may, wanted)}</span>}
      </div>
    </div>
  );
}

function hintOf(may: boolean, wanted: boolean): string {
  if (!may) {
    return 'To decide, your token needs the scope cd:approve.';
  }
  return wanted ? '' : 'No approval is asked for here; a no still ends it.';
}

function Frame({ plan }: { plan: Plan }) {
  return plan.items.length === 0 ? (
    <p className="mt-2">Nothing differs from what runs.</p>
  ) : (
    <DifferencesFrame items={plan.items} />
  );
}

function Refusal({ error }: { error: unknown }) {
  const problem = asApiError(error);
  return problem.kind === 'conflict' ? (
    <Note tone="bad" title="Your decision was not taken: this is not what you looked at any more">
      {problem.detail} What is shown here has been read anew.
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}
