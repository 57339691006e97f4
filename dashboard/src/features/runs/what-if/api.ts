import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Json, Maybe, RunState, StageState } from '@/lib/api/types';

export interface Question {
  from: string;
  applicationId?: string;
  limit: number;
  /** In the place of the stages that each run had. */
  stages?: Json;
  gates?: { id: string; uses: string; with?: Json; before?: string }[];
}

export interface RunDifference {
  runId: string;
  run: string;
  createdAt: string;
  then: RunState;
  /** How it would have ended, or WAITING. */
  now: string;
  stages: {
    stage: string;
    then?: Maybe<StageState>;
    now?: Maybe<StageState>;
    laterSeconds?: Maybe<number>;
    why?: Maybe<string>;
  }[];
  waits: string[];
  assumptions: string[];
}

export interface WhatIfReport {
  replayed: number;
  different: number;
  differences: RunDifference[];
}

/** Changes nothing, so it may be asked as often as one likes. */
export function useWhatIf() {
  return useMutation({ mutationFn: (question: Question) => api.post<WhatIfReport>('/what-if', question) });
}
