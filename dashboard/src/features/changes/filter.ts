import type { ChangeFilter } from './types';

export const FILTER_NAMES = ['application', 'environment', 'kind', 'from', 'to'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** A day of the reader's calendar as the moment it begins, or the moment after it. */
function dayStart(text: string | null, later = 0): string | undefined {
  const [year, month, day] = (text ?? '').split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) {
    return undefined;
  }
  const date = new Date(year, month - 1, day + later);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** What the address asks for; the last day is meant to be in it. */
export function filterOf(search: URLSearchParams): ChangeFilter {
  return {
    applicationId: search.get('application') ?? undefined,
    environment: search.get('environment') ?? undefined,
    kind: search.get('kind') ?? undefined,
    from: dayStart(search.get('from')),
    to: dayStart(search.get('to'), 1),
    cursor: search.get('cursor') ?? undefined,
  };
}
