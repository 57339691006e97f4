import { describe, expect, it } from 'vitest';
import { allows } from '@/lib/api/scopes';
import { scale } from './trend-scale';

describe('allows', () => {
  it('knows stars on either side', () => {
    expect(allows(['*:read', 'runs:write'], 'ci:read')).toBe(true);
    expect(allows(['*:read', 'runs:write'], 'ci:write')).toBe(false);
    expect(allows(['*'], 'runs:approve')).toBe(true);
    expect(allows(['ci:*'], 'ci:write')).toBe(true);
    expect(allows([], 'ci:read')).toBe(false);
  });
});

describe('scale', () => {
  it('leaves out what is unknown and keeps its place free', () => {
    const line = scale(
      [
        { at: 'a', value: 0 },
        { at: 'b', value: null },
        { at: 'c', value: 10 },
      ],
      108,
      58,
    );
    expect(line?.dots.map((dot) => [dot.at, dot.x, dot.y])).toEqual([
      ['a', 4, 54],
      ['c', 104, 4],
    ]);
  });

  it('has nothing to show without a value', () => {
    expect(scale([{ at: 'a', value: null }], 10, 10)).toBeNull();
  });

  it('draws a single or constant value without dividing by nothing', () => {
    expect(scale([{ at: 'a', value: 0 }], 10, 10)?.dots).toHaveLength(1);
  });
});
