import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { sourcesQuery, type Look } from './api';
import { plusDays } from './amounts';

export const PERIODS: readonly [string, string, number][] = [
  ['7', 'Last 7 days', 7],
  ['30', 'Last 30 days', 30],
  ['90', 'Last 90 days', 90],
  ['365', 'Last 365 days', 365],
];

/** What the address asks for; periods end with the last day that is known, not with today. */
export function useLook() {
  const [search] = useSearchParams();
  const sources = useQuery(sourcesQuery());
  const items = sources.data?.items ?? [];
  const last = items.map((source) => source.lastDay).sort().at(-1) ?? '';
  const days = PERIODS.find(([id]) => id === search.get('period'))?.[2] ?? 30;
  const look: Look = {
    from: last === '' ? '' : plusDays(last, 1 - days),
    to: last,
    metric: search.get('metric') ?? 'effective',
    filters: search.getAll('filter'),
  };
  return { look, days, sources };
}
