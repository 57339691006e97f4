import { useQuery } from '@tanstack/react-query';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { errorsByPointer } from '@/components/domain/schema/schema';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import { useDecideAtGate } from '@/lib/api/gates';
import { asApiError } from '@/lib/api/problem';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import type { Gate, Json } from '@/lib/api/types';
import { InputForm, startOf } from './input-form';

interface DecideFormProps {
  run: string;
  stage: string;
  gate: Gate;
}

/** Yes or no at a gate, with what the gate asks for; the answer is about what was shown when the form came up. */
export function DecideForm({ run, stage, gate }: DecideFormProps) {
  const me = useQuery(meQuery());
  const decide = useDecideAtGate(run, stage);
  const [subject, setSubject] = useState(gate.subject);
  const [comment, setComment] = useState('');
  const [input, setInput] = useState<Json | undefined>(() => startOf(gate.input));
  const may = allows(me.data?.scopes ?? [], 'runs:approve');
  const moved = gate.subject !== subject;
  const problem = decide.isError ? asApiError(decide.error) : null;
  const errors = errorsByPointer(problem?.kind === 'invalid' ? problem.errors : []);
  const send = (approved: boolean) =>
    decide.mutate({
      approved,
      ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
      ...(approved && gate.input != null ? { input: input ?? null } : {}),
      ...(subject == null ? {} : { subject }),
    });
  return (
    <form
      aria-label={`Decide at ${stage}`}
      className="flex flex-col gap-3 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        send(true);
      }}
    >
      {problem === null ? null : <ProblemNote error={problem} />}
      {moved ? (
        <Note
          tone="warn"
          title="Something else waits here now"
          action={
            <Button small onClick={() => setSubject(gate.subject)}>
              I have looked at it
            </Button>
          }
        >
          Read the plan again before you decide.
        </Note>
      ) : null}
      {gate.input == null ? null : <InputForm schema={gate.input} value={input} errors={errors} onChange={setInput} />}
      <Field label="Comment (optional)" hint="Others read it beside your name.">
        {(control) => (
          <Input {...control} maxLength={1000} value={comment} onChange={(event) => setComment(event.target.value)} />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" disabled={!may || moved} busy={decide.isPending}>
          <ThumbsUp aria-hidden /> Approve
        </Button>
        <Button disabled={!may || moved} busy={decide.isPending} onClick={() => send(false)}>
          <ThumbsDown aria-hidden /> Reject
        </Button>
        <span className="text-xs text-faint">
          {may ? 'A no ends the run.' : 'To decide, your token needs the scope runs:approve.'}
        </span>
      </div>
    </form>
  );
}
