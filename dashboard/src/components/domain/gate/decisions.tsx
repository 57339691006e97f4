import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { Age } from '@/components/ui/age';
import type { Gate } from '@/lib/api/types';

/** What was said at a gate so far. */
export function Decisions({ gate }: { gate: Gate }) {
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
