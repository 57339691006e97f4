import { useQuery } from '@tanstack/react-query';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Code, CodeBlock } from '@/components/ui/facts';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import type { Gate, Run, Stage } from '@/lib/api/types';
import { useDecideAtGate } from './api';

const OPENS: Readonly<Record<string, string>> = {
  approval: 'Opens when enough people have said yes.',
  window: 'Opens when a window is open and no freeze holds.',
  soak: 'Opens when enough time has gone by without an alert.',
  alerts: 'Opens when no alert fires.',
  budget: 'Opens when enough of the error budget is left.',
  cost: 'Opens when the change does not cost more than allowed.',
  policy: 'Opens when the policy holds.',
  external: 'Opens when another system says yes.',
};

/** What a gate waits for, what was said at it, and the form for those who are asked. */
export function GateCard({ run, stage, gate }: { run: Run; stage: Stage; gate: Gate }) {
  const waits = stage.state === 'WAITING';
  return (
    <Card title="Gate">
      <div className="flex flex-col gap-3 text-sm">
        <p className="text-muted">{OPENS[gate.kind] ?? 'Opens when it is told to.'}</p>
        {gate.message == null ? null : <p>{gate.message}</p>}
        {waits && stage.message != null ? <Note tone="warn" title={stage.message} /> : null}
        {gate.subject == null ? null : (
          <p>
            What is decided on: <Code>{gate.subject}</Code>
          </p>
        )}
        <Decisions gate={gate} />
        {waits && gate.needed != null ? <Form run={run} stage={stage} gate={gate} /> : null}
      </div>
    </Card>
  );
}

function Decisions({ gate }: { gate: Gate }) {
  return gate.decisions.length === 0 ? null : (
    <ul className="flex flex-col gap-1">
      {gate.decisions.map((decision) => (
        <li key={decision.by} className="flex flex-wrap items-center gap-2">
          {decision.approved ? (
            <ThumbsUp aria-hidden className="size-4 text-good" />
          ) : (
            <ThumbsDown aria-hidden className="size-4 text-bad" />
          )}
          <span>
            {decision.by} {decision.approved ? 'approved' : 'rejected'}
            {decision.comment == null ? '' : `: ${decision.comment}`}
          </span>
          <span className="text-xs text-faint">
            <Age at={decision.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Form({ run, stage, gate }: { run: Run; stage: Stage; gate: Gate }) {
  const me = useQuery(meQuery());
  const decide = useDecideAtGate(run.id, stage.id);
  const [comment, setComment] = useState('');
  const [input, setInput] = useState('');
  const may = allows(me.data?.scopes ?? [], 'runs:approve');
  const [wrong, setWrong] = useState(false);
  const send = (approved: boolean) => {
    const given = approved && gate.input != null ? parse(input) : { value: undefined };
    setWrong(given === undefined);
    if (given !== undefined) {
      decide.mutate({
        approved,
        ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
        ...(given.value === undefined ? {} : { input: given.value }),
        ...(gate.subject == null ? {} : { subject: gate.subject }),
      });
    }
  };
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-3">
      {decide.isError ? <ProblemNote error={decide.error} /> : null}
      {wrong ? <Note tone="bad" title="The input is no JSON" /> : null}
      {gate.input == null ? null : (
        <>
          <Field label="Input, as JSON" hint="It must fit what is asked for below.">
            {(control) => (
              <Input {...control} value={input} onChange={(event) => setInput(event.target.value)} />
            )}
          </Field>
          <CodeBlock label="What is asked for">{JSON.stringify(gate.input, null, 2)}</CodeBlock>
        </>
      )}
      <Field label="Comment (optional)" hint="Others read it beside your name.">
        {(control) => (
          <Input {...control} maxLength={1000} value={comment} onChange={(event) => setComment(event.target.value)} />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" disabled={!may} busy={decide.isPending} onClick={() => send(true)}>
          <ThumbsUp aria-hidden /> Approve
        </Button>
        <Button disabled={!may} busy={decide.isPending} onClick={() => send(false)}>
          <ThumbsDown aria-hidden /> Reject
        </Button>
        <span className="text-xs text-faint">
          {may ? 'A no ends the run.' : 'To decide, your token needs the scope runs:approve.'}
        </span>
      </div>
    </div>
  );
}

/** Undefined when it is no JSON. */
function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
