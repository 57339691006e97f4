import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query, send } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { FieldError } from '@/lib/api/problem';
import type { Maybe, ProblemDocument } from '@/lib/api/types';
import type { JsonDifference } from '@/lib/json';

/** What an import does or would do. */
export interface ImportPlan {
  applied: boolean;
  /** An empty environment is what holds everywhere. */
  changes: { agentId: string; environment: string; differences: JsonDifference[] }[];
  onlyRunning: string[];
  plugins: string[];
  errors: FieldError[];
}

export interface DriftReport {
  state: 'NO_SOURCE' | 'IN_SYNC' | 'DRIFTED' | 'UNREADABLE';
  at: string;
  source?: Maybe<string>;
  applies: boolean;
  appliedAt?: Maybe<string>;
  plan?: Maybe<ImportPlan>;
  problem?: Maybe<ProblemDocument>;
}

export const driftQuery = () =>
  queryOptions({
    queryKey: keys.drift,
    queryFn: ({ signal }) => api.get<DriftReport>('/configuration/drift', { signal }),
  });

const EXPORT = '/configuration/export';

/** The running configuration as a file. */
export async function fetchBundle(format: 'yaml' | 'json'): Promise<Blob> {
  const response = await send('GET', EXPORT + query({ format }), { headers: { Accept: '*/*' } });
  return response.blob();
}

export function useExport() {
  return useMutation({ mutationFn: fetchBundle });
}

export interface Checked {
  text: string;
  plan: ImportPlan;
  /** Tag of the running configuration that the plan was made against. */
  tag: string | null;
}

/** Says what an import would do, and of which running configuration that holds. */
export function useCheckImport() {
  return useMutation({
    mutationFn: async (text: string): Promise<Checked> => {
      const running = await send('GET', EXPORT, { headers: { Accept: '*/*' } });
      const planned = await send('POST', `/configuration/import${query({ dryRun: 'true' })}`, { text });
      return { text, plan: (await planned.json()) as ImportPlan, tag: running.headers.get('ETag') };
    },
  });
}

export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ text, tag }: Checked) => {
      const done = await send('POST', '/configuration/import', { text, headers: tag === null ? {} : { 'If-Match': tag } });
      return (await done.json()) as ImportPlan;
    },
    onSettled: () => Promise.all([keys.drift, keys.agents].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
