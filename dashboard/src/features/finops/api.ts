import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import type {
  Anomaly,
  AnomalyState,
  Asked,
  Budget,
  CloudAct,
  Correction,
  Costs,
  Estimate,
  Feed,
  Forecast,
  Gap,
  Import,
  Machine,
  Saving,
  SavingState,
  SentReport,
  Share,
  Source,
  Timeline,
  UnitCost,
} from './types';

function read<T>(path: string) {
  return {
    ...queryOptions({
      queryKey: keys.view('finops', path),
      queryFn: ({ signal }) => api.get<T>(`/finops${path}`, { signal }),
    }),
    placeholderData: keepPreviousData,
  };
}

/** Which charges are looked at. */
export interface Look {
  from: string;
  to: string;
  metric: string;
  filters: readonly string[];
}

function address(look: Look, more: Record<string, string | number>): string {
  const text = query({ from: look.from, to: look.to, metric: look.metric, ...more });
  const filters = look.filters.map((filter) => `filter=${encodeURIComponent(filter)}`).join('&');
  return filters === '' ? text : `${text}${text === '' ? '?' : '&'}${filters}`;
}

export const sourcesQuery = () => read<Page<Source>>('/costs/sources');

export const costsQuery = (look: Look, groupBy: string, compare: string) =>
  read<Costs>(`/costs${address(look, { groupBy, compare })}`);

export const seriesQuery = (look: Look, groupBy: string, granularity: string) =>
  read<Timeline>(`/costs/series${address(look, { groupBy, granularity, most: 7 })}`);

export const totalsQuery = (look: Look) => read<Timeline>(`/costs/series${address(look, { granularity: 'day' })}`);

export const forecastsQuery = (dimension: string) => read<Page<Forecast>>(`/forecasts${query({ dimension })}`);

export const budgetsQuery = () => read<Page<Budget>>('/budgets');

export const anomaliesQuery = (filter: { state: string; cursor: string }) =>
  read<Page<Anomaly>>(`/anomalies${query({ ...filter, limit: 20 })}`);

export const sharesQuery = (look: Look, by: string) => read<Page<Share>>(`/showback${address(look, { by })}`);

export const gapsQuery = (look: Look) => read<Page<Gap>>(`/untagged${address(look, {})}`);

export const unitNamesQuery = () => read<Page<string>>('/units/names');

export const unitsQuery = (look: Look, per: string) => read<Page<UnitCost>>(`/units${address(look, { per })}`);

export const looksQuery = () => read<Page<Asked>>('/savings/looks');

export const machinesQuery = () => read<Page<Machine>>('/machines');

export const feedsQuery = () => read<Page<Feed>>('/sources');

export const estimatesQuery = (cursor: string) => read<Page<Estimate>>(`/estimates${query({ cursor, limit: 10 })}`);

export const correctionsQuery = () => read<Page<Correction>>('/estimates/corrections');

export const reportsQuery = (cursor: string) => read<Page<SentReport>>(`/reports${query({ cursor })}`);

/** Has a place looked at now. */
export function useCheckFeed(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Feed>(`/finops/sources/${encodeURIComponent(name)}/check`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.views('finops') }),
  });
}

export const importsQuery = (filter: { source: string; cursor: string }) => read<Page<Import>>(`/imports${query(filter)}`);

export const savingsQuery = (filter: { state: string; cursor: string }) =>
  read<Page<Saving>>(`/savings${query({ ...filter, limit: 20 })}`);

/** Says that it was done, will not be done, or is open again. */
export function useDecideSaving(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: { state: SavingState }) => api.post<Saving>(`/finops/savings/${id}/state`, wish),
    onSettled: () => client.invalidateQueries({ queryKey: keys.views('finops') }),
  });
}

/** Has the Cloud agent look at what it would do; nothing is done before somebody carries it out there. */
export function usePlanSaving(saving: Saving) {
  return useMutation({
    mutationFn: (act: CloudAct) =>
      api.post<{ act: { id: string } }>('/cloud/acts', { ...act, reason: `saving ${saving.id}: ${saving.evidence}`.slice(0, 500) }),
  });
}

/** Takes an anomaly up, ends it, or opens it again. */
export function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: { state: AnomalyState; note?: string }) => api.post<Anomaly>(`/finops/anomalies/${id}/state`, wish),
    onSettled: () => client.invalidateQueries({ queryKey: keys.views('finops') }),
  });
}
