import { formatTime } from '@/lib/format';
import { scale, type Dot, type Point } from './chart-scale';
import { cx } from './cx';

const WIDTH = 480;
const HEIGHT = 96;
/** More dots than this only hide the line; they are still there for the pointer. */
const DOTS = 24;

export interface Line {
  name: string;
  points: readonly Point[];
  /** The one that the others are held against. */
  dashed?: boolean;
  /** Its stroke where there are several of the same kind. */
  look?: string | undefined;
}

interface LineChartProps {
  title: string;
  /** With its space, for example " %". */
  unit: string;
  lines: readonly Line[];
  /** How the times at both ends are written; they are left out when absent. */
  ends?: (at: string) => string;
  /** What to say when no value is known. */
  empty: string;
}

function lastOf(line: Line): number | null {
  return line.points.findLast((point) => point.value !== null)?.value ?? null;
}

function write(value: number | null, unit: string): string {
  return value === null ? 'not known' : `${value.toLocaleString('en', { maximumFractionDigits: 2 })}${unit}`;
}

/** Small lines over the same points, oldest first; a point without a value leaves a gap. */
export function LineChart({ title, unit, lines, ends, empty }: LineChartProps) {
  const scaled = scale(
    lines.map((line) => line.points),
    WIDTH,
    HEIGHT,
  );
  const latest = lines.map((line) => `${line.name} ${write(lastOf(line), unit)}`).join(', ');
  return (
    <figure className="min-w-0">
      <figcaption className="text-sm font-medium">
        {title}
        {lines.length < 2 ? null : (
          <span className="mt-0.5 flex flex-wrap gap-x-4 text-xs font-normal text-muted">
            {lines.map((line) => (
              <Legend key={line.name} line={line} value={write(lastOf(line), unit)} />
            ))}
          </span>
        )}
      </figcaption>
      {scaled === null ? (
        <p className="mt-2 text-sm text-faint">{empty}</p>
      ) : (
        <div className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-2">
          <div className="num flex flex-col justify-between text-right text-xs text-faint">
            <span>{write(scaled.max, unit)}</span>
            <span>{write(scaled.min, unit)}</span>
          </div>
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-24 w-full"
            role="img"
            aria-label={`${title}; last: ${latest}`}
          >
            <line x1="0" x2={WIDTH} y1={HEIGHT - 4} y2={HEIGHT - 4} className="stroke-line" vectorEffect="non-scaling-stroke" />
            {lines.map((line, index) => (
              <Strokes key={line.name} line={line} pieces={scaled.lines[index] ?? []} unit={unit} />
            ))}
          </svg>
          {ends === undefined ? null : <Ends points={lines[0]?.points ?? []} write={ends} />}
        </div>
      )}
    </figure>
  );
}

function strokeOf(line: Line): string {
  return line.look ?? (line.dashed ? 'stroke-muted' : 'stroke-accent');
}

function Strokes({ line, pieces, unit }: { line: Line; pieces: readonly Dot[][]; unit: string }) {
  const quiet = line.points.length > DOTS;
  return (
    <g className={strokeOf(line)}>
      {pieces.map((dots) => (
        <g key={dots[0]?.x}>
          <polyline
            points={dots.map((dot) => `${dot.x},${dot.y}`).join(' ')}
            className="fill-none"
            strokeWidth="1.75"
            strokeDasharray={line.dashed ? '5 4' : undefined}
            vectorEffect="non-scaling-stroke"
          />
          {dots.map((dot) => (
            // A line without length and with round ends stays round while the picture is stretched.
            <path
              key={dot.x}
              d={`M${dot.x} ${dot.y}h0.001`}
              strokeWidth={line.dashed ? 5 : 6}
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
              className={cx(quiet && dots.length > 1 && 'opacity-0')}
            >
              <title>{`${line.name}: ${write(dot.value, unit)}, ${formatTime(dot.at)}`}</title>
            </path>
          ))}
        </g>
      ))}
    </g>
  );
}

function Ends({ points, write }: { points: readonly Point[]; write: (at: string) => string }) {
  const ends = points.length < 2 ? points : [points[0], points.at(-1)];
  return (
    <p className="num col-start-2 -mt-1 flex justify-between text-xs text-faint">
      {ends.map((point) => (point === undefined ? null : <span key={point.at}>{write(point.at)}</span>))}
    </p>
  );
}

function Legend({ line, value }: { line: Line; value: string }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <svg aria-hidden viewBox="0 0 22 6" className={cx('h-1.5 w-5.5', strokeOf(line))}>
        <path d="M0 3h22" strokeWidth="2" strokeDasharray={line.dashed ? '5 4' : undefined} />
      </svg>
      {line.name} <span className="num font-medium text-ink">{value}</span>
    </span>
  );
}
