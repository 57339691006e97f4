import { formatTime } from '@/lib/format';
import { scale, type Point } from './trend-scale';

const WIDTH = 480;
const HEIGHT = 96;

interface TrendProps {
  title: string;
  unit: string;
  points: Point[];
}

/** A small line over builds, oldest first; builds without a value leave a gap. */
export function Trend({ title, unit, points }: TrendProps) {
  const line = scale(points, WIDTH, HEIGHT);
  return (
    <figure className="min-w-0">
      <figcaption className="text-sm font-medium">{title}</figcaption>
      {line === null ? (
        <p className="mt-2 text-sm text-faint">No build has told this yet.</p>
      ) : (
        <div className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-2">
          <div className="num flex flex-col justify-between text-right text-xs text-faint">
            <span>
              {line.max}
              {unit}
            </span>
            <span>
              {line.min}
              {unit}
            </span>
          </div>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-24 w-full" role="img" aria-label={title}>
            <line x1="0" x2={WIDTH} y1={HEIGHT - 4} y2={HEIGHT - 4} className="stroke-line" />
            <polyline
              points={line.dots.map((dot) => `${dot.x},${dot.y}`).join(' ')}
              className="fill-none stroke-accent"
              strokeWidth="1.5"
            />
            {line.dots.map((dot) => (
              <circle key={dot.at + String(dot.x)} cx={dot.x} cy={dot.y} r="3" className="fill-accent">
                <title>{`${dot.value}${unit}, ${formatTime(dot.at)}`}</title>
              </circle>
            ))}
          </svg>
        </div>
      )}
    </figure>
  );
}
