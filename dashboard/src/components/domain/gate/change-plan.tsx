import { useQuery } from '@tanstack/react-query';
import { ShieldCheck, TriangleAlert } from 'lucide-react';
import { Loaded } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Badge } from '@/components/ui/badge';
import { Code, CodeBlock, Facts } from '@/components/ui/facts';
import { changePlanQuery, type ChangePlan as Plan } from '@/lib/api/gates';
import { formatNumber, shortDigest } from '@/lib/format';

interface ChangePlanProps {
  run: string;
  stage: string;
  /** What the gate decides on; the hash of the plan, where the gate is about one. */
  subject: string | null | undefined;
}

/** What to read before deciding: what the stages before have found, and what it may touch. */
export function ChangePlan({ run, stage, subject }: ChangePlanProps) {
  const plan = useQuery(changePlanQuery(run, stage));
  return (
    <section className="min-w-0 text-sm">
      <h3 className="mb-2 text-xs font-semibold">What is about to happen</h3>
      <Loaded query={plan} rows={3}>
        {(data) => (
          <div className="flex flex-col gap-3">
            <Bound plan={data} subject={subject} />
            {data.parts.length === 0 ? <p className="text-muted">No stage before this gate has told a result.</p> : null}
            {data.parts.map((part) => (
              <details key={part.stage} open={data.parts.length <= 2}>
                <summary>
                  <span className="font-medium">{part.stage}</span> <Code>{part.uses}</Code>
                </summary>
                <div className="mt-1.5">
                  <CodeBlock label={`Result of ${part.stage}`}>{JSON.stringify(part.result, null, 2)}</CodeBlock>
                </div>
              </details>
            ))}
            <Impact impact={data.impact} />
          </div>
        )}
      </Loaded>
    </section>
  );
}

function Bound({ plan, subject }: { plan: Plan; subject: string | null | undefined }) {
  if (subject == null) {
    return null;
  }
  return subject === plan.hash ? (
    <p>
      <Badge tone="good" icon={ShieldCheck}>
        The decision is on exactly this plan
      </Badge>{' '}
      <span title={plan.hash}>
        <Code>{shortDigest(plan.hash)}</Code>
      </span>
    </p>
  ) : (
    <p>
      <Badge tone="warn" icon={TriangleAlert}>
        The gate decides on something else
      </Badge>{' '}
      <Code>{subject}</Code>
    </p>
  );
}

function Impact({ impact }: { impact: Plan['impact'] }) {
  return (
    <Facts
      facts={[
        {
          name: 'Depend on it',
          value: impact.dependents.length === 0 ? 'no other application' : impact.dependents.join(', '),
        },
        {
          name: 'Error budget',
          value:
            impact.objectives.length === 0 ? (
              'no objective is known'
            ) : (
              <ul>
                {impact.objectives.map((one) => (
                  <li key={`${one.objective} ${one.environment ?? ''}`}>
                    {one.objective}
                    {one.environment == null ? '' : ` in ${one.environment}`}: {formatNumber(Math.round(one.remaining * 1000) / 10)} %
                    left, burns at {formatNumber(Math.round(one.burnRate * 100) / 100)}
                  </li>
                ))}
              </ul>
            ),
        },
        {
          name: 'Firing now',
          value:
            impact.firing.length === 0 ? (
              'nothing'
            ) : (
              <ul>
                {impact.firing.map((alert) => (
                  <li key={alert.id} className="flex flex-wrap items-center gap-x-2">
                    <StateBadge state={alert.severity} bare /> {alert.title}
                    {alert.own ? null : <span className="text-xs text-faint">of what it depends on</span>}
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
