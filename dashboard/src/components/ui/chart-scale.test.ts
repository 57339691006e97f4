import { describe, expect, it } from 'vitest';
import { scale } from './chart-scale';

const points = (...values: (number | null)[]) => values.map((value, index) => ({ at: String(index), value }));

describe('scale', () => {
  it('breaks a line where a value is unknown and keeps its place free', () => {
    const scaled = scale([points(0, null, 10)], 108, 58);
    expect(scaled?.lines[0]?.map((piece) => piece.map((dot) => [dot.at, dot.x, dot.y]))).toEqual([
      [['0', 4, 54]],
      [['2', 104, 4]],
    ]);
  });

  it('puts all lines into one frame with an end that reads well', () => {
    const scaled = scale([points(1, 2), points(null, 34.2)], 108, 58);
    expect(scaled?.max).toBe(50);
    expect(scaled?.lines.map((pieces) => pieces.length)).toEqual([1, 1]);
  });

  it('has nothing to show without a value', () => {
    expect(scale([points(null), []], 10, 10)).toBeNull();
  });

  it('draws a single or constant value without dividing by nothing', () => {
    expect(scale([points(0)], 10, 10)?.lines[0]?.[0]).toHaveLength(1);
  });
});
