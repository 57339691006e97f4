import { api, query } from './client';
import type { Page } from './types';

const PAGE = 500;

/** A list whose pages are all needed at once, to choose from or to count. */
export async function all<T>(path: string, signal: AbortSignal): Promise<Page<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await api.get<Page<T>>(`${path}${query({ limit: PAGE, cursor })}`, { signal });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { items };
}
