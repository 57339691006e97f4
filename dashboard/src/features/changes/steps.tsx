import { useQuery } from '@tanstack/react-query';
import { Loaded } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { walkQuery, reference } from './api';
import { NodeKind, NodeName } from './node-name';
import type { ChangeItem } from './types';
import { walk, type Step } from './walk';

interface StepsProps {
  change: ChangeItem;
  direction: 'upstream' | 'downstream';
  title: string;
  none: string;
}

/** What led to a change, or what came of it, as a list to read from top to bottom. */
export function Steps({ change, direction, title, none }: StepsProps) {
  const start = { kind: change.subjectKind, key: change.subjectKey };
  const graph = useQuery(walkQuery(direction, reference(start.kind, start.key)));
  return (
    <section className="min-w-0">
      <h3 className="mb-1.5 text-xs font-semibold">{title}</h3>
      <Loaded query={graph} rows={3}>
        {(data) => {
          const steps = walk(data, start, direction === 'downstream').slice(1);
          return steps.length === 0 ? (
            <p className="text-xs text-muted">{none}</p>
          ) : (
            <>
              <ol aria-label={title} className="flex flex-col gap-1.5">
                {steps.map((step) => (
                  <StepRow key={`${step.node.kind} ${step.node.key}`} step={step} />
                ))}
              </ol>
              {data.complete ? null : <p className="mt-1.5 text-xs text-muted">There is more; the first links are shown.</p>}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function StepRow({ step }: { step: Step }) {
  return (
    <li
      className="flex flex-wrap items-baseline gap-x-2 border-l-2 border-line pl-2.5 text-sm"
      style={{ marginLeft: `${(step.depth - 1) * 0.75}rem` }}
    >
      <NodeKind kind={step.node.kind} />
      <NodeName node={step.node} />
      {step.via === null ? null : (
        <span className="text-xs text-faint">
          {step.via.relation}, <Age at={step.via.since} />
        </span>
      )}
    </li>
  );
}
