import { describe, expect, it } from 'vitest';
import { formatAge, formatDuration, safeUrl, shortDigest, shortRef } from './format';

describe('formats', () => {
  const now = Date.parse('2026-05-04T10:00:00Z');
  it.each([
    ['2026-05-04T09:59:59Z', 'just now'],
    ['2026-05-04T09:59:18Z', '42 s ago'],
    ['2026-05-04T09:55:00Z', '5 min ago'],
    ['2026-05-04T10:00:30Z', 'in 30 s'],
    ['2026-05-01T09:00:00Z', '3 d ago'],
    ['not a time', 'not a time'],
  ])('age of %s is %s', (iso, text) => {
    expect(formatAge(iso, now)).toBe(text);
  });

  it.each([
    [400, '0.4 s'],
    [42_000, '42 s'],
    [187_000, '3 m 07 s'],
    [3_900_000, '1 h 05 m'],
    [183_600_000, '2 d 03 h'],
    [-5, '0.0 s'],
  ])('%d ms is %s', (value, text) => {
    expect(formatDuration(value)).toBe(text);
  });

  it('makes links only of web addresses', () => {
    expect(safeUrl('https://example.org/x')).toBe('https://example.org/x');
    expect(safeUrl('javascript:alert(1)')).toBeNull();
    expect(safeUrl('data:text/html,x')).toBeNull();
    expect(safeUrl('checkout')).toBeNull();
  });

  it('shortens names for people', () => {
    expect(shortRef('refs/heads/feature/x')).toBe('feature/x');
    expect(shortDigest(`sha256:${'ab'.repeat(32)}`)).toBe('abababababab');
  });
});
