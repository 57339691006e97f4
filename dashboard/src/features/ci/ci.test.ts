import { describe, expect, it } from 'vitest';
import { allows } from '@/lib/api/scopes';

describe('allows', () => {
  it('knows stars on either side', () => {
    expect(allows(['*:read', 'runs:write'], 'ci:read')).toBe(true);
    expect(allows(['*:read', 'runs:write'], 'ci:write')).toBe(false);
    expect(allows(['*'], 'runs:approve')).toBe(true);
    expect(allows(['ci:*'], 'ci:write')).toBe(true);
    expect(allows([], 'ci:read')).toBe(false);
  });
});
