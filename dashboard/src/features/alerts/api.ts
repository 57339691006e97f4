import { queryOptions } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { RankedSuspect } from '@/lib/api/suspects';
import type { Alert, Maybe } from '@/lib/api/types';

export interface Ranking {
  at: string;
  signal: string;
  verdict: 'suspects' | 'none';
  reason: string;
  considered: number;
  suspects: RankedSuspect[];
}

export const SIGNALS = ['errors', 'latency', 'saturation', 'availability', 'cost'] as const;
export type Signal = (typeof SIGNALS)[number];

const WORDS: readonly [Signal, RegExp][] = [
  ['latency', /latency|\bp\d\d\b|slow|response time/i],
  ['saturation', /saturat|cpu|memory|disk|queue/i],
  ['cost', /\bcosts?\b|spend|\bbill/i],
  ['availability', /availab|unreachable|\bdown\b/i],
];

/** An alert does not tell its signal; its title mostly does, and the reader can choose another one. */
export function signalOf(alert: Alert): Signal {
  return WORDS.find(([, words]) => words.test(alert.title))?.[0] ?? 'errors';
}

interface Question {
  applicationId: string;
  environment: Maybe<string>;
  at: string;
  signal: Signal;
  window: string;
}

export const rankingQuery = (question: Question) =>
  queryOptions({
    queryKey: [...keys.changes, 'suspects', question],
    queryFn: ({ signal }) => api.get<Ranking>(`/suspects${query({ ...question })}`, { signal }),
  });
