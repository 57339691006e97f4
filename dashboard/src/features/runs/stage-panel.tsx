import { Card } from '@/components/ui/card';
import { StateBadge } from '@/components/domain/states';
import { Age, Duration } from '@/components/ui/age';
import { Code, CodeBlock, Facts, type Fact } from '@/components/ui/facts';
import type { Run, Stage } from '@/lib/api/types';
import { agentOf } from './api';
import { GateCard } from './gate-card';
import { LogView } from './log-view';
import { StageProblem } from './stage-problem';
import { StageResult } from './stage-result';

/** Everything about one stage: what it was told, what it says, what came out. */
export function StagePanel({ stage, run }: { stage: Stage; run: Run }) {
  const parameters = stage.parameters ?? stage.with;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
      {stage.gate == null ? (
        <Log stage={stage} running={run.state === 'RUNNING'} />
      ) : (
        <GateCard run={run} stage={stage} gate={stage.gate} />
      )}
      <div className="order-first flex min-w-0 flex-col gap-4 xl:order-none">
        {stage.problem == null ? null : <StageProblem problem={stage.problem} />}
        <Card title={stage.id} aside={<StateBadge state={stage.state} />}>
          <Facts facts={factsOf(stage)} />
        </Card>
        {stage.result == null ? null : <StageResult result={stage.result} />}
        {parameters == null ? null : (
          <Card title="Parameters">
            <CodeBlock label="Parameters">{JSON.stringify(parameters, null, 2)}</CodeBlock>
          </Card>
        )}
      </div>
    </div>
  );
}

function Log({ stage, running }: { stage: Stage; running: boolean }) {
  const over = !running || ['SUCCEEDED', 'FAILED', 'SKIPPED', 'CANCELLED'].includes(stage.state);
  if (stage.commandId == null) {
    return (
      <Card title="Log">
        <p className="py-6 text-center text-sm text-muted">
          {over ? 'This stage was not started, so it wrote no log.' : 'The log starts with the stage.'}
        </p>
      </Card>
    );
  }
  return (
    <LogView
      key={stage.commandId}
      agentId={agentOf(stage.uses)}
      commandId={stage.commandId}
      over={over}
      name={stage.id}
    />
  );
}

function factsOf(stage: Stage): Fact[] {
  const facts: Fact[] = [{ name: 'Uses', value: <Code>{stage.uses}</Code> }];
  if ((stage.needs ?? []).length > 0) {
    facts.push({ name: 'Needs', value: (stage.needs ?? []).join(', ') });
  }
  if (stage.when === 'FAILED' || stage.when === 'ALWAYS') {
    facts.push({ name: 'Runs', value: stage.when === 'FAILED' ? 'only after a failure' : 'always' });
  }
  if (stage.startedAt != null) {
    facts.push(
      { name: 'Started', value: <Age at={stage.startedAt} /> },
      {
        name: stage.finishedAt == null ? 'Running for' : 'Took',
        value: <Duration from={stage.startedAt} to={stage.finishedAt} />,
      },
    );
  }
  if ((stage.attempt ?? 1) > 1) {
    facts.push({ name: 'Attempt', value: stage.attempt });
  }
  if (stage.undoes != null) {
    facts.push({ name: 'Takes back', value: stage.undoes });
  }
  if (stage.lease != null) {
    facts.push({ name: 'Has for itself', value: stage.lease.resources.join(', ') });
  }
  if (stage.message != null && stage.message !== '') {
    facts.push({ name: 'Says', value: stage.message });
  }
  return facts;
}
