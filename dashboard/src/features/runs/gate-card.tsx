import { ChangePlan } from '@/components/domain/gate/change-plan';
import { DecideForm } from '@/components/domain/gate/decide-form';
import { Decisions } from '@/components/domain/gate/decisions';
import { whoMayDecide, wordsOf } from '@/components/domain/gate/words';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import { Note } from '@/components/ui/notes';
import type { Gate, Run, Stage } from '@/lib/api/types';

/** What a gate waits for, what was said at it, and the form for those who are asked. */
export function GateCard({ run, stage, gate }: { run: Run; stage: Stage; gate: Gate }) {
  const waits = stage.state === 'WAITING';
  const who = whoMayDecide(gate);
  return (
    <Card title="Gate">
      <div className="flex flex-col gap-3 text-sm">
        <p className="text-muted">{wordsOf(gate.kind).opens}</p>
        {gate.message == null ? null : <p>{gate.message}</p>}
        {waits && stage.message != null ? <Note tone="warn" title={stage.message} /> : null}
        {gate.subject == null ? null : (
          <p>
            What is decided on: <Code>{gate.subject}</Code>
          </p>
        )}
        {waits && who !== null ? <p className="text-xs text-faint">May decide: {who}</p> : null}
        <Decisions gate={gate} />
        {waits && who !== null ? (
          <>
            <ChangePlan run={run.id} stage={stage.id} subject={gate.subject} />
            <DecideForm run={run.id} stage={stage.id} gate={gate} />
          </>
        ) : null}
      </div>
    </Card>
  );
}
