import { formatClock, formatTime } from '@/lib/format';

const WIDTH = 960;
const HEIGHT = 200;
const PAD = 6;

export interface BandPoint {
  at: string;
  value: number;
  low?: number | null | undefined;
  high?: number | null | undefined;
}

/** Something that happened at a time. */
export interface Mark {
  at: string;
  text: string;
  /** Marks of one kind look alike: a change, or an unusual value. */
  kind: 'change' | 'unusual';
}

interface BandChartProps {
  title: string;
  /** With its space, for example " ms". */
  unit: string;
  from: string;
  to: string;
  points: readonly BandPoint[];
  marks: readonly Mark[];
  /** A gap in the values longer than this breaks the line. */
  gapSeconds: number;
}

interface Frame {
  x: (at: string) => number;
  y: (value: number) => number;
  least: number;
  most: number;
}

/** A line over time, with the range that was expected behind it and marks for what happened. */
export function BandChart({ title, unit, from, to, points, marks, gapSeconds }: BandChartProps) {
  if (points.length === 0) {
    return <p className="py-8 text-center text-sm text-faint">There are no values in this time.</p>;
  }
  const frame = frameOf(points, from, to);
  const last = points.at(-1);
  return (
    <figure className="min-w-0">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
        <div className="num flex flex-col justify-between text-right text-xs text-faint">
          <span>{write(frame.most, unit)}</span>
          <span>{write(frame.least, unit)}</span>
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-52 w-full rounded border border-line bg-surface"
          role="img"
          aria-label={`${title}; last: ${write(last?.value ?? null, unit)}; ${marks.length} marks`}
        >
          {bands(points, frame, gapSeconds).map((path) => (
            <path key={path} d={path} className="fill-accent-soft stroke-none" />
          ))}
          {marks.map((mark) => (
            <MarkLine key={`${mark.kind} ${mark.at} ${mark.text}`} mark={mark} x={frame.x(mark.at)} />
          ))}
          {pieces(points, gapSeconds).map((piece) => (
            <Stroke key={piece[0]?.at} piece={piece} frame={frame} />
          ))}
          {points.map((point) => (
            <path
              key={point.at}
              d={`M${frame.x(point.at)} ${frame.y(point.value)}h0.001`}
              strokeWidth="9"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
              className="stroke-accent opacity-0 hover:opacity-60"
            >
              <title>{`${write(point.value, unit)}, ${formatTime(point.at)}${expected(point, unit)}`}</title>
            </path>
          ))}
        </svg>
        <p className="num col-start-2 -mt-1 flex justify-between text-xs text-faint">
          <span>{formatClock(from)}</span>
          <span>{formatClock(to)}</span>
        </p>
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
        <Key className="border-t-2 border-accent">value</Key>
        <Key className="h-2.5 bg-accent-soft">expected range</Key>
        <Key className="border-t-2 border-dashed border-muted">change</Key>
        <Key className="border-t-2 border-bad">unusual</Key>
      </figcaption>
    </figure>
  );
}

/** A value that stands alone is a dot. */
function Stroke({ piece, frame }: { piece: readonly BandPoint[]; frame: Frame }) {
  const [first] = piece;
  if (piece.length === 1 && first !== undefined) {
    return (
      <path
        d={`M${frame.x(first.at)} ${frame.y(first.value)}h0.001`}
        className="stroke-accent"
        strokeWidth="5"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    );
  }
  return (
    <polyline
      points={piece.map((point) => `${frame.x(point.at)},${frame.y(point.value)}`).join(' ')}
      className="fill-none stroke-accent"
      strokeWidth="1.75"
      strokeLinejoin="round"
      vectorEffect="non-scaling-stroke"
    />
  );
}

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className={`inline-block w-5 ${className}`} />
      {children}
    </span>
  );
}

function MarkLine({ mark, x }: { mark: Mark; x: number }) {
  const change = mark.kind === 'change';
  return (
    <path
      d={`M${x} 0V${HEIGHT}`}
      className={change ? 'stroke-muted' : 'stroke-bad'}
      strokeWidth={change ? 1.25 : 1.5}
      strokeDasharray={change ? '4 4' : undefined}
      opacity={change ? 0.9 : 0.55}
      vectorEffect="non-scaling-stroke"
    >
      <title>{`${mark.text}, ${formatTime(mark.at)}`}</title>
    </path>
  );
}

function frameOf(points: readonly BandPoint[], from: string, to: string): Frame {
  const values = points.map((point) => point.value);
  const bounds = points.flatMap((point) => [point.low, point.high].filter((bound) => bound != null));
  const spread = Math.max(...values) - Math.min(...values);
  // A range that is wider than the values by far would flatten them.
  const reach = spread === 0 ? Math.abs(values[0] ?? 0) || 1 : spread * 1.5;
  const least = Math.max(Math.min(...values, ...bounds), Math.min(...values) - reach);
  const most = Math.min(Math.max(...values, ...bounds), Math.max(...values) + reach);
  const begin = Date.parse(from);
  const span = Math.max(1, Date.parse(to) - begin);
  const height = most === least ? 1 : most - least;
  return {
    least,
    most,
    x: (at) => ((Date.parse(at) - begin) / span) * WIDTH,
    y: (value) => HEIGHT - PAD - ((Math.min(most, Math.max(least, value)) - least) / height) * (HEIGHT - 2 * PAD),
  };
}

function pieces<T extends BandPoint>(points: readonly T[], gapSeconds: number): T[][] {
  const found: T[][] = [];
  let before = -Infinity;
  for (const point of points) {
    const at = Date.parse(point.at);
    if (at - before > gapSeconds * 1000) {
      found.push([]);
    }
    found.at(-1)?.push(point);
    before = at;
  }
  return found;
}

function bands(points: readonly BandPoint[], frame: Frame, gapSeconds: number): string[] {
  const known = points.filter((point) => point.low != null && point.high != null);
  return pieces(known, gapSeconds)
    .filter((piece) => piece.length > 1)
    .map((piece) => {
      const upper = piece.map((point) => `${frame.x(point.at)} ${frame.y(point.high ?? 0)}`);
      const lower = piece.map((point) => `${frame.x(point.at)} ${frame.y(point.low ?? 0)}`).reverse();
      return `M${[...upper, ...lower].join('L')}Z`;
    });
}

function expected(point: BandPoint, unit: string): string {
  return point.low == null || point.high == null
    ? ''
    : `; expected ${write(point.low, '')} to ${write(point.high, unit)}`;
}

function write(value: number | null, unit: string): string {
  return value === null ? 'not known' : `${value.toLocaleString('en', { maximumSignificantDigits: 4 })}${unit}`;
}
