import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query, send } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import type { Artifact, Builds, Delivery, FlakyTest, Runners, SlowTest } from './types';

const REFRESH_MILLIS = 5_000;

function read<T>(name: string, path: string) {
  return queryOptions({
    queryKey: keys.view('ci', `${name} ${path}`),
    queryFn: ({ signal }) => api.get<T>(path, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MILLIS,
  });
}

export const buildsQuery = (filter: { applicationId?: string; withImage?: boolean; cursor?: string; limit?: number }) =>
  read<Builds>('builds', `/ci/builds${query({ ...filter, withImage: filter.withImage ? 'true' : undefined })}`);

export const deliveriesQuery = (filter: { applicationId?: string; verdict?: string; cursor?: string }) =>
  read<Page<Delivery>>('deliveries', `/ci/deliveries${query(filter)}`);

export const artifactsQuery = (filter: { applicationId?: string; runId?: string }) =>
  read<Page<Artifact>>('artifacts', `/ci/artifacts${query(filter)}`);

export const flakyQuery = (applicationId: string) =>
  read<Page<FlakyTest>>('flaky', `/ci/tests/flaky${query({ applicationId })}`);

export const slowQuery = (applicationId: string) =>
  read<Page<SlowTest>>('slow', `/ci/tests/slow${query({ applicationId })}`);

export const runnersQuery = () => read<Runners>('runners', '/ci/runners');

/** Redelivers, approves or denies a delivery. */
export function useDeliveryAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: { id: string; what: 'redeliver' | 'approve' | 'deny' }) =>
      api.post<Delivery>(`/ci/deliveries/${encodeURIComponent(act.id)}/${act.what}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.views('ci') }),
  });
}

/** Hands an artifact's archive to the browser as a download. */
export async function downloadArtifact(artifact: Artifact): Promise<void> {
  const response = await send('GET', `/ci/artifacts/${encodeURIComponent(artifact.id)}/content`, {
    headers: { Accept: '*/*' },
  });
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `${artifact.name}.tar.gz`;
  link.click();
  URL.revokeObjectURL(url);
}
