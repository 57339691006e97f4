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
  dots: Dot[];
}

const MARGIN = 4;

/** Places of the values that are known; null when there is none. */
export function scale(points: readonly Point[], width: number, height: number): Scaled | null {
  const known = points.flatMap((point, index) => (point.value === null ? [] : [{ ...point, value: point.value, index }]));
  if (known.length === 0) {
    return null;
  }
  const values = known.map((point) => point.value);
  const min = Math.min(0, ...values);
  const max = Math.max(...values, min + 1);
  const step = points.length < 2 ? 0 : (width - 2 * MARGIN) / (points.length - 1);
  return {
    min,
    max,
    dots: known.map((point) => ({
      at: point.at,
      value: point.value,
      x: MARGIN + point.index * step,
      y: height - MARGIN - ((point.value - min) / (max - min)) * (height - 2 * MARGIN),
    })),
  };
}
