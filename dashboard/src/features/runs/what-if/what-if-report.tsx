import { ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/notes';
import { formatDuration } from '@/lib/format';
import type { RunDifference, WhatIfReport } from './api';

/** Which runs would have gone another way, and why. */
export function WhatIfReportView({ report }: { report: WhatIfReport }) {
  if (report.replayed === 0) {
    return <Note tone="idle" title="No run ended in this time">Choose a longer time, or another application.</Note>;
  }
  if (report.different === 0) {
    return <Note tone="good" title={`All ${report.replayed} runs would have gone the same way`} />;
  }
  return (
    <Card flush title={`${report.different} of ${report.replayed} runs would have gone another way`}>
      <ul aria-label="Runs that differ" className="divide-y divide-line">
        {report.differences.map((difference) => (
          <DifferenceRow key={difference.runId} difference={difference} />
        ))}
      </ul>
    </Card>
  );
}

function Turn({ then, now }: { then: string | null | undefined; now: string | null | undefined }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {then == null ? <span className="text-xs text-faint">was not there</span> : <StateBadge state={then} bare />}
      <ArrowRight aria-label="would be" className="size-3.5 text-faint" />
      {now == null ? <span className="text-xs text-faint">not there</span> : <StateBadge state={now} bare />}
    </span>
  );
}

function DifferenceRow({ difference }: { difference: RunDifference }) {
  return (
    <li className="grid gap-x-6 gap-y-1.5 px-4 py-2.5 text-sm lg:grid-cols-[minmax(0,1fr)_16rem_minmax(0,1.5fr)]">
      <div className="min-w-0">
        <Link to={`/runs/${difference.runId}`} className="font-medium hover:text-accent hover:underline">
          {difference.run}
        </Link>
        <p className="text-xs text-faint">
          <Age at={difference.createdAt} />
        </p>
      </div>
      <div>
        <Turn then={difference.then} now={difference.now} />
      </div>
      <div className="min-w-0">
        <ul className="flex flex-col gap-1">
          {difference.stages.map((stage) => (
            <li key={stage.stage} className="flex flex-wrap items-center gap-x-2">
              <span className="font-mono text-xs">{stage.stage}</span>
              {stage.then === stage.now ? null : <Turn then={stage.then} now={stage.now} />}
              {stage.laterSeconds == null ? null : (
                <span className="text-xs">{formatDuration(stage.laterSeconds * 1000)} later</span>
              )}
              {stage.why == null ? null : <span className="text-xs text-muted">{stage.why}</span>}
            </li>
          ))}
        </ul>
        <Words title="Waits" words={difference.waits} />
        <Words title="Assumed" words={difference.assumptions} />
      </div>
    </li>
  );
}

function Words({ title, words }: { title: string; words: string[] }) {
  return words.length === 0 ? null : (
    <p className="mt-1 text-xs text-muted">
      <span className="text-faint">{title}:</span> {words.join('; ')}
    </p>
  );
}
