import { cx } from '@/components/ui/cx';
import { money } from './amounts';
import type { Timeline } from './types';

const WIDTH = 720;
const HEIGHT = 200;

const FILLS = [
  'fill-ansi-4 text-ansi-4',
  'fill-ansi-6 text-ansi-6',
  'fill-ansi-5 text-ansi-5',
  'fill-ansi-3 text-ansi-3',
  'fill-ansi-2 text-ansi-2',
  'fill-ansi-1 text-ansi-1',
  'fill-ansi-12 text-ansi-12',
  'fill-ansi-8 text-ansi-8',
];

/** The look of the one that stands at this place in the legend. */
export function fillOf(index: number): string {
  return FILLS[index % FILLS.length] ?? 'fill-ansi-8 text-ansi-8';
}

interface StackedChartProps {
  timeline: Timeline;
  currency: string;
}

/** Columns of what each thing cost; what came back stands below the line. */
export function StackedChart({ timeline, currency }: StackedChartProps) {
  const series = timeline.series.filter((one) => one.currency === currency);
  const columns = timeline.buckets.map((bucket, index) => ({
    bucket,
    parts: series.map((one) => Number(one.amounts[index] ?? 0)),
  }));
  const tops = columns.map((column) => column.parts.filter((part) => part > 0).reduce((sum, part) => sum + part, 0));
  const lows = columns.map((column) => column.parts.filter((part) => part < 0).reduce((sum, part) => sum + part, 0));
  const max = Math.max(...tops, 1e-9);
  const min = Math.min(...lows, 0);
  const scale = HEIGHT / (max - min);
  const step = WIDTH / Math.max(1, columns.length);
  const total = series.reduce((sum, one) => sum + Number(one.total), 0);
  return (
    <figure className="min-w-0">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
        <div className="num flex flex-col justify-between text-right text-xs text-faint">
          <span>{money(max, currency)}</span>
          <span>{money(min, currency)}</span>
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-52 w-full"
          role="img"
          aria-label={`Cost over time in ${currency}, ${columns.length} columns, together ${money(total, currency)}`}
        >
          {columns.map((column, index) => (
            <Column key={column.bucket} column={column} names={series.map((one) => one.key)} currency={currency} x={index * step} step={step} zero={max * scale} scale={scale} />
          ))}
          <line x1="0" x2={WIDTH} y1={max * scale} y2={max * scale} className="stroke-line-strong" vectorEffect="non-scaling-stroke" />
        </svg>
        <p className="num col-start-2 -mt-1 flex justify-between text-xs text-faint">
          <span>{timeline.buckets[0]}</span>
          <span>{timeline.buckets.length > 1 ? timeline.buckets.at(-1) : ''}</span>
        </p>
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {series.map((one, index) => (
          <span key={one.key} className="flex items-center gap-1.5">
            <svg aria-hidden viewBox="0 0 8 8" className={cx('size-2.5', fillOf(index))}>
              <rect width="8" height="8" rx="1.5" />
            </svg>
            {one.key} <span className="num text-ink">{money(one.total, currency)}</span>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

interface ColumnProps {
  column: { bucket: string; parts: number[] };
  names: string[];
  currency: string;
  x: number;
  step: number;
  zero: number;
  scale: number;
}

function Column({ column, names, currency, x, step, zero, scale }: ColumnProps) {
  return (
    <g>
      {column.parts.map((part, index) => {
        const height = Math.abs(part) * scale;
        const before = column.parts.slice(0, index).filter((other) => other > 0 === part > 0);
        const beneath = before.reduce((sum, other) => sum + Math.abs(other), 0) * scale;
        const y = part > 0 ? zero - beneath - height : zero + beneath;
        return height === 0 ? null : (
          <rect key={names[index]} x={x + step * 0.08} y={y} width={step * 0.84} height={height} className={fillOf(index)}>
            <title>{`${column.bucket}, ${names[index] ?? ''}: ${money(part, currency)}`}</title>
          </rect>
        );
      })}
    </g>
  );
}
