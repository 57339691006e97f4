import { describe, expect, it } from 'vitest';
import { change, money, percent, plusDays } from './amounts';

describe('amounts', () => {
  it('are short where they are large', () => {
    expect(money('1234567.891', 'USD')).toBe('1,234,568 USD');
    expect(money('3.5', 'EUR')).toBe('3.50 EUR');
    expect(money('-0.014', 'EUR')).toBe('-0.01 EUR');
  });

  it('are compared without dividing by nothing', () => {
    expect(change(12, 10)).toBe('+20 %');
    expect(change(5, 10)).toBe('−50 %');
    expect(change(5, 0)).toBe('new');
    expect(change(0, 0)).toBe('the same');
    expect(change(5, -10)).toBe('+150 %');
  });

  it('count days over the ends of months', () => {
    expect(plusDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(plusDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(percent(0.0754)).toBe('7.5 %');
  });
});
