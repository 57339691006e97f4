import type { Maybe } from './types';

/** A change that may have caused an alert or an incident. */
export interface RankedSuspect {
  /** From 0 to 1. */
  score: number;
  /** Whose product the score is; absent where the metrics were looked at, too. */
  parts?: { distance: number; time: number; kind: number; evidence: number };
  change: {
    eventId: string;
    at: string;
    kind: string;
    title: string;
    environment?: Maybe<string>;
    author?: Maybe<string>;
    commit?: Maybe<string>;
    runId?: Maybe<string>;
    /** 0 for the application itself, 1 for what it depends on, and so on. */
    distance: number;
  };
  evidence: string[];
}
