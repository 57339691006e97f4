import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Application, RegisteredApplication, Run } from '@/lib/api/types';

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.application(id),
    queryFn: ({ signal }) => api.get<Application>(`/applications/${encodeURIComponent(id)}`, { signal }),
  });

export interface NewApplication {
  name: string;
  repositoryUrl: string;
  defaultBranch?: string;
  webhookSecret?: string;
}

export function useRegister() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (application: NewApplication) => api.post<RegisteredApplication>('/applications', application),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.applications }),
  });
}

export type NewRun =
  | { applicationId: string; ref?: string; commit?: string }
  | { name: string; applicationId: string; stages: Record<string, { uses: string; with: Record<string, unknown> }> };

export function useStartRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (run: NewRun) => api.post<Run>('/runs', run),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.runs }),
  });
}

/** A run of one stage that brings an earlier revision back. */
export function rollbackRun(of: {
  applicationId: string;
  application: string;
  environment: string;
  revision: number;
}): NewRun {
  return {
    name: `Roll back ${of.application} in ${of.environment} to revision ${of.revision}`,
    applicationId: of.applicationId,
    stages: {
      rollback: {
        uses: 'cd.rollback',
        with: { environment: of.environment, applicationId: of.applicationId, revision: of.revision },
      },
    },
  };
}
