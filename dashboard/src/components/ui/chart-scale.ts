export interface Point {
  at: string;
  value: number | null;
}

export interface Dot {
  at: string;
  value: number;
  x: number;
  y: number;
}

export interface Scaled {
  min: number;
  max: number;
  /** Of each line its pieces, broken where a value is unknown. */
  lines: Dot[][][];
}

const MARGIN = 4;
const STEPS = [1, 1.5, 2, 3, 5, 7.5, 10];

/** The next number that reads well on an axis. */
function ceiling(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  const step = STEPS.find((one) => one * size >= value * (1 - 1e-9)) ?? 10;
  return Number((step * size).toPrecision(3));
}

/** Places of the values that are known, all lines in one frame; null when there is none. */
export function scale(lines: readonly (readonly Point[])[], width: number, height: number): Scaled | null {
  const values = lines.flatMap((points) => points.flatMap((point) => (point.value === null ? [] : [point.value])));
  if (values.length === 0) {
    return null;
  }
  const min = Math.min(0, ...values);
  const max = ceiling(Math.max(...values, min + 1, 1));
  const longest = Math.max(...lines.map((points) => points.length));
  const step = longest < 2 ? 0 : (width - 2 * MARGIN) / (longest - 1);
  const place = (at: string, value: number, index: number): Dot => ({
    at,
    value,
    x: MARGIN + index * step,
    y: height - MARGIN - ((value - min) / (max - min)) * (height - 2 * MARGIN),
  });
  return { min, max, lines: lines.map((points) => pieces(points, place)) };
}

function pieces(points: readonly Point[], place: (at: string, value: number, index: number) => Dot): Dot[][] {
  const found: Dot[][] = [];
  let open: Dot[] = [];
  points.forEach((point, index) => {
    if (point.value === null) {
      open = [];
      return;
    }
    if (open.length === 0) {
      found.push(open);
    }
    open.push(place(point.at, point.value, index));
  });
  return found;
}
