import { useQuery } from '@tanstack/react-query';
import { Card } from '@/components/ui/card';
import type { Run, Span } from '@/lib/api/types';
import { traceQuery } from './api';

const COLOURS: Readonly<Record<string, string>> = {
  SUCCEEDED: 'bg-good',
  FAILED: 'bg-bad',
  CANCELLED: 'bg-faint',
};

const WORDS: Readonly<Record<Span['kind'], string>> = {
  RUN: 'the whole run',
  STAGE: 'stage',
  GATE: 'gate',
  COMMAND: 'work of the agent',
};

/** Where the time of a run went: each span on the same axis, below what it is part of. */
export function Waterfall({ run }: { run: Run }) {
  const trace = useQuery(traceQuery(run.id, run.version));
  const spans = trace.data ?? [];
  const root = spans[0];
  if (root === undefined || spans.length < 2) {
    return null;
  }
  const begin = Date.parse(root.start);
  const whole = Math.max(1, Date.parse(root.end) - begin);
  const depths = depthsOf(spans);
  return (
    <Card title="Where the time went">
      <ol className="flex flex-col gap-1 text-sm">
        {spans.map((span) => {
          const from = Date.parse(span.start) - begin;
          const took = Math.max(0, Date.parse(span.end) - Date.parse(span.start));
          return (
            <li key={span.id} className="grid grid-cols-[minmax(8rem,14rem)_1fr_4.5rem] items-center gap-3">
              <span
                className="truncate"
                style={{ paddingLeft: `${(depths.get(span.id) ?? 0) * 0.75}rem` }}
                title={`${span.name}, ${WORDS[span.kind]}`}
              >
                {span.name}
              </span>
              <span aria-hidden className="relative h-3 rounded bg-sunken">
                <span
                  className={`absolute inset-y-0 min-w-0.5 rounded ${COLOURS[span.status] ?? 'bg-busy'}`}
                  style={{ left: `${(100 * from) / whole}%`, width: `${(100 * took) / whole}%` }}
                />
              </span>
              <span className="text-right tabular-nums text-muted">{words(took)}</span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

function depthsOf(spans: readonly Span[]): Map<string, number> {
  const depths = new Map<string, number>();
  for (const span of spans) {
    depths.set(span.id, span.parent == null ? 0 : (depths.get(span.parent) ?? 0) + 1);
  }
  return depths;
}

function words(millis: number): string {
  if (millis < 1_000) {
    return `${millis} ms`;
  }
  const seconds = millis / 1_000;
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}
