import { CircleCheck, Flame, TriangleAlert } from 'lucide-react';
import { formatNumber } from '@/lib/format';

/** The windows that alerts look at, as the agent names them. */
export const WINDOWS = [
  { iso: 'PT5M', words: '5 min', note: '' },
  { iso: 'PT1H', words: '1 h', note: 'critical above 14.4 with 5 min' },
  { iso: 'PT6H', words: '6 h', note: 'critical above 6 with 30 min' },
  { iso: 'PT24H', words: '1 d', note: 'warning above 3 with 2 h' },
  { iso: 'PT72H', words: '3 d', note: 'warning above 1 with 6 h' },
] as const;

export function burnLook(rate: number) {
  const words = `${formatNumber(Number(rate.toPrecision(2)))} times as fast as it may`;
  if (rate > 14.4) {
    return { tone: 'bad' as const, icon: Flame, word: words };
  }
  if (rate > 1) {
    return { tone: 'warn' as const, icon: TriangleAlert, word: words };
  }
  return { tone: 'good' as const, icon: CircleCheck, word: 'slow enough in the last hour' };
}
