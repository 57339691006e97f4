import { LineChart, type Line } from '@/components/ui/line-chart';
import { formatClock } from '@/lib/format';
import type { SeriesPoint, Side } from './types';
import { errorPercent } from './words';

interface ChartsProps {
  series: readonly SeriesPoint[];
  candidate: string;
  stable: string;
}

/** Errors and latency in the course of the watch, this revision against the stable one. */
export function Charts({ series, candidate, stable }: ChartsProps) {
  const compared = series.some((point) => point.baseline != null);
  const lines = (value: (side: Side | null | undefined) => number | null): Line[] => [
    { name: candidate, points: series.map((point) => ({ at: point.at, value: value(point.candidate) })) },
    ...(compared
      ? [{ name: stable, dashed: true, points: series.map((point) => ({ at: point.at, value: value(point.baseline) })) }]
      : []),
  ];
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <LineChart title="Failed requests" unit=" %" lines={lines(errorPercent)} ends={formatClock} empty="No request was seen." />
      <LineChart
        title="Latency, 95th percentile"
        unit=" ms"
        ends={formatClock}
        lines={lines((side) => (side?.p95Millis == null ? null : Math.round(side.p95Millis)))}
        empty="Neither revision shows a histogram of latencies."
      />
    </div>
  );
}
