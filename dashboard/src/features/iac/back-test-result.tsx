import { CircleCheck, ShieldX, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Note } from '@/components/ui/notes';
import { planPath } from './last-plan';
import type { BackTest } from './types';
import { ShowMore } from './show-more';

const AT_ONCE = 20;
const FEW = 3;

/** The plans that a policy would have held. */
export function BackTestResult({ result }: { result: BackTest }) {
  const [shown, setShown] = useState(AT_ONCE);
  if (result.plans === 0) {
    return (
      <Note tone="idle" title="There is no plan to ask about">
        Ask about more plans, or about every workspace.
      </Note>
    );
  }
  const told = result.hits.length - result.held;
  return (
    <div className="flex flex-col gap-2">
      <Note
        tone={result.held > 0 ? 'warn' : 'good'}
        title={`It would have held ${result.held} of ${result.plans === 1 ? '1 plan' : `${result.plans} plans`}`}
      >
        {told === 0 ? '' : `In ${told} more it would have found something and held nothing.`}
      </Note>
      <ul aria-label="Plans in which it finds something" className="divide-y divide-line">
        {result.hits.slice(0, shown).map((hit) => (
          <li key={hit.planId} className="py-2 text-sm">
            <p className="flex flex-wrap items-center gap-x-2">
              {hit.findings.some((one) => one.severity !== 'WARN' && one.passedBy == null) ? (
                <Badge tone="bad" icon={ShieldX} bare>
                  Held
                </Badge>
              ) : (
                <Badge tone="warn" icon={TriangleAlert} bare>
                  Told
                </Badge>
              )}
              <Link className="link" to={planPath(hit.planId)}>
                Plan of {hit.workspace}
              </Link>
              <span className="text-xs text-faint">
                <Age at={hit.at} />
              </span>
            </p>
            <ul className="mt-0.5 pl-5">
              {hit.findings.slice(0, FEW).map((finding) => (
                <li key={`${finding.address ?? ''} ${finding.message}`} className="text-muted">
                  <span className="font-mono text-xs break-all">{finding.address ?? 'The plan as a whole'}</span> {finding.message}
                </li>
              ))}
              {hit.findings.length > FEW ? <li className="text-xs text-faint">and {hit.findings.length - FEW} more</li> : null}
            </ul>
          </li>
        ))}
      </ul>
      <ShowMore shown={shown} of={result.hits.length} step={AT_ONCE} onMore={setShown} />
      {result.hits.length === 0 ? (
        <p className="flex items-center gap-1.5 text-sm text-muted">
          <CircleCheck aria-hidden className="size-4 text-good" /> It finds nothing in them.
        </p>
      ) : null}
    </div>
  );
}
