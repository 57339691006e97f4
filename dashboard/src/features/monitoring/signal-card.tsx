import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { BandChart, type Mark } from '@/components/ui/band-chart';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import { useNow } from '@/lib/clock';
import { courseQuery } from './api';
import { CourseAside } from './course-aside';
import { STEP_MS } from './spans';
import type { Anomaly, Course } from './types';
import { reasonWords, valueWords } from './words';

interface Change {
  at: string;
  title: string;
  author?: string | null;
}

/** One signal over time: values, what was expected, what was unusual, and what changed meanwhile. */
export function SignalCard({ signal, onClose }: { signal: string; onClose: () => void }) {
  const [seconds, setSeconds] = useState('10800');
  const now = Math.ceil(useNow() / STEP_MS) * STEP_MS;
  const to = new Date(now).toISOString();
  const from = new Date(now - Number(seconds) * 1000).toISOString();
  const course = useQuery(courseQuery(signal, from, to));
  const applicationId = course.data?.signal.signal.applicationId;
  const changes = useQuery({
    queryKey: keys.changeList({ applicationId, from, to }),
    queryFn: ({ signal: abort }) =>
      api.get<Page<Change>>(`/changes${query({ applicationId: applicationId ?? '', from, to, limit: 50 })}`, {
        signal: abort,
      }),
    enabled: applicationId != null,
  });
  return (
    <Card
      title={signal}
      aside={<CourseAside query={course} seconds={seconds} onSeconds={setSeconds} closes="Close the signal" onClose={onClose} />}
    >
      <Loaded query={course}>{(data) => <CourseView course={data} changes={changes.data?.items ?? []} />}</Loaded>
    </Card>
  );
}

function CourseView({ course, changes }: { course: Course; changes: readonly Change[] }) {
  const { signal } = course.signal;
  const marks: Mark[] = [
    ...changes.map((change) => ({
      at: change.at,
      kind: 'change' as const,
      text: change.author == null ? change.title : `${change.title} by ${change.author}`,
    })),
    ...course.anomalies.map((anomaly) => ({
      at: anomaly.at,
      kind: 'unusual' as const,
      text: `${reasonWords(anomaly.reason)}: ${valueWords(anomaly.value, signal.unit)}`,
    })),
  ];
  return (
    <div className="grid gap-3">
      <BandChart
        title={signal.key}
        unit={signal.unit === '' ? '' : ` ${signal.unit}`}
        from={course.from}
        to={course.to}
        points={course.points}
        marks={marks}
        gapSeconds={course.stepSeconds * 4}
      />
      {signal.query === '' ? null : (
        <p className="text-xs text-muted">
          {signal.source}: <Code>{signal.query}</Code>
        </p>
      )}
      <Anomalies anomalies={course.anomalies} unit={signal.unit} />
    </div>
  );
}

/** The name alone: those of one group are of one application and environment. */
function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function Anomalies({ anomalies, unit }: { anomalies: readonly Anomaly[]; unit: string }) {
  if (anomalies.length === 0) {
    return <p className="text-xs text-faint">Nothing was unusual in this time.</p>;
  }
  return (
    <ul aria-label="Unusual values" className="grid gap-1 text-xs">
      {anomalies.slice(0, 8).map((anomaly) => (
        <li key={anomaly.id} className="flex flex-wrap gap-x-3">
          <span className="w-24 text-faint">
            <Age at={anomaly.at} />
          </span>
          <span className="w-24 font-medium">{reasonWords(anomaly.reason)}</span>
          <span className="num">{valueWords(anomaly.value, unit)}</span>
          <span className="num text-muted">
            {anomaly.low == null || anomaly.high == null
              ? 'nothing was expected yet'
              : `expected ${valueWords(anomaly.low, '')} to ${valueWords(anomaly.high, unit)}`}
          </span>
          <span className="num text-faint">score {anomaly.score.toFixed(2)}</span>
          {anomaly.together == null || anomaly.together.length === 0 ? null : (
            <span className="text-muted">with {anomaly.together.map(lastPart).join(', ')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
