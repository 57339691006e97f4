import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { LineChart, type Line } from '@/components/ui/line-chart';
import { useNow } from '@/lib/clock';
import { formatClock } from '@/lib/format';
import { courseQuery, signalsQuery } from './api';
import { CourseAside } from './course-aside';
import { STEP_MS } from './spans';
import type { Course, SignalView } from './types';

/** More lines than this cannot be told apart. */
const MOST = 8;

const LOOKS = ['4', '6', '5', '3', '2', '1', '12', '8'].map((color) => `stroke-ansi-${color}`);

/** The series of a query together: those with the largest values now. */
export function SeriesCard({ query, onChoose, onClose }: { query: string; onChoose: (key: string) => void; onClose: () => void }) {
  const series = useQuery(signalsQuery({ parent: query, limit: 500 }));
  const [seconds, setSeconds] = useState('10800');
  return (
    <Card
      title={`${query}, each series`}
      aside={<CourseAside query={series} seconds={seconds} onSeconds={setSeconds} closes="Close the series" onClose={onClose} />}
    >
      <Loaded query={series} empty={{ when: (page) => page.items.length === 0, show: <p className="text-sm text-faint">No series is known yet.</p> }}>
        {(page) => <Together views={page.items} seconds={Number(seconds)} onChoose={onChoose} />}
      </Loaded>
    </Card>
  );
}

function Together({ views, seconds, onChoose }: { views: readonly SignalView[]; seconds: number; onChoose: (key: string) => void }) {
  const now = Math.ceil(useNow() / STEP_MS) * STEP_MS;
  const to = new Date(now).toISOString();
  const from = new Date(now - seconds * 1000).toISOString();
  const shown = [...views].sort((one, other) => (other.value ?? -Infinity) - (one.value ?? -Infinity)).slice(0, MOST);
  const courses = useQueries({ queries: shown.map((view) => courseQuery(view.signal.key, from, to)) });
  const known = courses.flatMap((course) => (course.data === undefined ? [] : [course.data]));
  const unit = shown[0]?.signal.unit ?? '';
  return (
    <div className="grid gap-3">
      <LineChart title="Values" unit={unit === '' ? '' : ` ${unit}`} lines={lines(known)} ends={formatClock} empty="No value is known of this time." />
      {views.length <= MOST ? null : (
        <p className="text-xs text-muted">
          The {MOST} largest of {views.length} series.
        </p>
      )}
      <ul aria-label="Series" className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {shown.map((view) => (
          <li key={view.signal.key}>
            <button type="button" className="link" onClick={() => onChoose(view.signal.key)}>
              {labelWords(view)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What tells it apart from the others. */
function labelWords(view: SignalView): string {
  return Object.values(view.signal.labels ?? {}).join(', ') || view.signal.key;
}

/** All over the same times, with a gap where one has no value. */
function lines(courses: readonly Course[]): Line[] {
  const times = [...new Set(courses.flatMap((course) => course.points.map((point) => point.at)))].sort();
  return courses.map((course, index) => {
    const values = new Map(course.points.map((point) => [point.at, point.value]));
    return {
      name: labelWords(course.signal),
      look: LOOKS[index % LOOKS.length],
      points: times.map((at) => ({ at, value: values.get(at) ?? null })),
    };
  });
}
