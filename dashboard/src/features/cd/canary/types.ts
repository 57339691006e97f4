import type { Maybe } from '@/lib/api/types';

export type VerdictState = 'RUNNING' | 'INTERRUPTED' | 'GIVEN';
export type VerdictWord = 'PASS' | 'FAIL' | 'NOT_ENOUGH_DATA';

/** As Monitoring lists it. */
export interface VerdictItem {
  id: string;
  state: VerdictState;
  /** The interim one until it is given. */
  verdict: VerdictWord;
  reason: string;
  givenAt?: Maybe<string>;
  at: string;
}

export interface Criterion {
  name: string;
  verdict: VerdictWord;
  required: boolean;
  reason: string;
  candidateValue?: Maybe<number>;
  baselineValue?: Maybe<number>;
  pValue?: Maybe<number>;
  effect?: Maybe<number>;
  /** "ratio" or "ms". */
  unit: string;
}

/** One revision's traffic since the point before. */
export interface Side {
  requests: number;
  errors: number;
  p95Millis?: Maybe<number>;
}

export interface SeriesPoint {
  at: string;
  candidate: Side;
  baseline?: Maybe<Side>;
}

export interface VerdictDetail {
  id: string;
  applicationId: string;
  application?: Maybe<string>;
  environment: string;
  revision: number;
  role?: Maybe<string>;
  baselineRevision?: Maybe<number>;
  state: VerdictState;
  source?: Maybe<string>;
  windowSeconds?: Maybe<number>;
  startedAt?: Maybe<string>;
  givenAt?: Maybe<string>;
  result: {
    verdict: VerdictWord;
    reason: string;
    requests: number;
    errors: number;
    baselineRequests?: Maybe<number>;
    baselineErrors?: Maybe<number>;
    pValue?: Maybe<number>;
    criteria?: Maybe<Criterion[]>;
  };
  series?: Maybe<SeriesPoint[]>;
}
