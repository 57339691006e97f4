import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from './client';
import { keys } from './keys';
import type { Gate, JsonObject, Maybe, Page, Run } from './types';

/** A gate at which a run waits. */
export interface WaitingGate {
  runId: string;
  run: string;
  applicationId?: Maybe<string>;
  application?: Maybe<string>;
  stage: string;
  /** As a pipeline names it, for example gate.approval. */
  kind: string;
  since: string;
  message?: Maybe<string>;
  gate?: Maybe<Gate>;
}

/** What is approved at a gate: what the stages before it have found, and what it may touch. */
export interface ChangePlan {
  hash: string;
  parts: { stage: string; uses: string; result: JsonObject }[];
  impact: {
    dependents: string[];
    objectives: { objective: string; environment?: Maybe<string>; remaining: number; burnRate: number }[];
    firing: { id: string; own: boolean; environment?: Maybe<string>; severity: string; title: string }[];
  };
}

export interface NewDecision {
  approved: boolean;
  comment?: string;
  input?: unknown;
  subject?: string;
}

export const gatesQuery = (filter: { kind?: string | undefined; cursor?: string | undefined } = {}) =>
  queryOptions({
    queryKey: keys.gateList(filter),
    queryFn: ({ signal }) => api.get<Page<WaitingGate>>(`/gates${query({ ...filter, limit: 50 })}`, { signal }),
    placeholderData: keepPreviousData,
  });

const at = (run: string, stage: string) => `/runs/${encodeURIComponent(run)}/stages/${encodeURIComponent(stage)}`;

export const changePlanQuery = (run: string, stage: string) =>
  queryOptions({
    queryKey: [...keys.gates, 'plan', run, stage],
    queryFn: ({ signal }) => api.get<ChangePlan>(`${at(run, stage)}/plan`, { signal }),
  });

/** Says yes or no at a gate. */
export function useDecideAtGate(run: string, stage: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: NewDecision) => api.post<Run>(`${at(run, stage)}/decision`, decision),
    onSettled: () =>
      Promise.all([keys.runs, keys.gates].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
