import { formatNumber } from '@/lib/format';
import type { Place } from './types';

/** Three digits are enough to see where a value stands. */
export function valueWords(value: number | null | undefined, unit: string): string {
  if (value == null) {
    return 'no value';
  }
  const size = Math.abs(value);
  const rounded = size === 0 || size >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return `${formatNumber(rounded)}${unit === '' ? '' : ` ${unit}`}`;
}

export function placeWords(place: Place): string {
  if (place.application == null) {
    return place.environment ?? 'no application';
  }
  return place.environment == null ? place.application : `${place.application} in ${place.environment}`;
}

export function reasonWords(reason: string): string {
  const words = reason.toLowerCase().replaceAll('_', ' ');
  return words === 'none' ? '' : words;
}

export function percentWords(share: number): string {
  return `${formatNumber(Number((share * 100).toPrecision(3)))} %`;
}
