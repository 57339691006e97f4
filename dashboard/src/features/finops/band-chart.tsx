import { money } from './amounts';
import type { Forecast } from './types';

const WIDTH = 720;
const HEIGHT = 200;

interface BandChartProps {
  forecast: Forecast;
  /** What was spent on the days before, oldest first. */
  past: readonly { day: string; amount: number }[];
}

/** What was spent and what is expected, with the bands that 80 and 95 of 100 days should stay within. */
export function BandChart({ forecast, past }: BandChartProps) {
  const steps = forecast.steps;
  const max = Math.max(...past.map((one) => one.amount), ...steps.map((step) => step.high95), 1e-9);
  const min = Math.min(0, ...steps.map((step) => step.low95), ...past.map((one) => one.amount));
  const across = WIDTH / Math.max(1, past.length + steps.length - 1);
  const x = (index: number) => (index * across).toFixed(1);
  const y = (value: number) => (HEIGHT - ((value - min) / (max - min)) * HEIGHT).toFixed(1);
  const at = (index: number) => past.length + index;
  const band = (low: (index: number) => number, high: (index: number) => number) =>
    [
      ...steps.map((_, index) => `${x(at(index))},${y(high(index))}`),
      ...steps.map((_, index) => `${x(at(steps.length - 1 - index))},${y(low(steps.length - 1 - index))}`),
    ].join(' ');
  const value = (index: number) => steps[index];
  return (
    <figure className="min-w-0">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
        <div className="num flex flex-col justify-between text-right text-xs text-faint">
          <span>{money(max, forecast.currency)}</span>
          <span>{money(min, forecast.currency)}</span>
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-52 w-full"
          role="img"
          aria-label={`Cost of each day; the next 30 days are expected to cost ${money(forecast.next30, forecast.currency)}`}
        >
          <polygon points={band((i) => value(i)?.low95 ?? 0, (i) => value(i)?.high95 ?? 0)} className="fill-accent-soft" />
          <polygon points={band((i) => value(i)?.low80 ?? 0, (i) => value(i)?.high80 ?? 0)} className="fill-accent opacity-20" />
          <polyline
            points={past.map((one, index) => `${x(index)},${y(one.amount)}`).join(' ')}
            className="fill-none stroke-ink"
            strokeWidth="1.5"
            vectorEffect="non-scaling-stroke"
          />
          <polyline
            points={steps.map((step, index) => `${x(at(index))},${y(step.point)}`).join(' ')}
            className="fill-none stroke-accent"
            strokeWidth="1.75"
            strokeDasharray="5 4"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <p className="num col-start-2 -mt-1 flex justify-between text-xs text-faint">
          <span>{past[0]?.day}</span>
          <span>{steps.at(-1)?.day}</span>
        </p>
      </div>
      <figcaption className="mt-1 text-xs text-muted">
        Solid: what was spent. Dashed: what is expected. Dark band: 80 of 100 days should be inside; light band: 95 of 100.
      </figcaption>
    </figure>
  );
}
