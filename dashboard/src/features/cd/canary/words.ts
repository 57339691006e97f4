import type { Criterion, Side } from './types';

const number = (value: number, digits: number) => value.toLocaleString('en', { maximumFractionDigits: digits });

/** "0.97 %" of 0.0097. */
export function percentWords(ratio: number): string {
  return `${number(ratio * 100, 2)} %`;
}

/** A value of a criterion with its unit; null when it was not measured. */
export function valueWords(value: number | null | undefined, unit: string): string | null {
  if (value == null) {
    return null;
  }
  return unit === 'ratio' ? percentWords(value) : `${number(value, value < 10 ? 1 : 0)} ${unit}`;
}

export function pValueWords(value: number | null | undefined): string | null {
  if (value == null) {
    return null;
  }
  return value < 0.0001 ? '< 0.0001' : number(value, value < 0.01 ? 4 : 2);
}

/** How large the difference is, in words that stand by themselves. */
export function effectWords(criterion: Criterion): string | null {
  const { effect, unit } = criterion;
  if (effect == null) {
    return null;
  }
  if (unit === 'ms') {
    return `slower in ${number(effect * 100, 0)} % of pairs`;
  }
  return `${effect > 0 ? '+' : ''}${number(effect * 100, 2)} percentage points`;
}

/** Percent of the requests that failed; null when there was none. */
export function errorPercent(side: Side | null | undefined): number | null {
  return side == null || side.requests === 0 ? null : (side.errors / side.requests) * 100;
}

export function trafficWords(requests: number, errors: number): string {
  if (requests === 0) {
    return 'no request yet';
  }
  return `${number(requests, 0)} requests, ${number(errors, 0)} failed (${percentWords(errors / requests)})`;
}
