import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Page } from '@/lib/api/types';
import type {
  Course,
  Incident,
  IncidentDetail,
  MonitoringAlert,
  ObjectiveDetail,
  ObjectiveView,
  RuleFigures,
  SignalView,
  Silence,
} from './types';

/** Signals move without an event. */
const MOVES_MS = 10_000;

function read<T>(name: string, path: string) {
  return queryOptions({
    queryKey: keys.view('monitoring', `${name} ${path}`),
    queryFn: ({ signal }) => api.get<T>(`/monitoring${path}`, { signal }),
    refetchInterval: MOVES_MS,
    placeholderData: keepPreviousData,
  });
}

type Filter = Record<string, string | number | undefined>;

export const signalsQuery = (filter: Filter) => read<Page<SignalView>>('signals', `/signals${query(filter)}`);

export const courseQuery = (key: string, from: string, to: string) =>
  read<Course>('course', `/signals/course${query({ key, from, to, steps: 240 })}`);

export const alertsOfQuery = (filter: Filter) => read<Page<MonitoringAlert>>('alerts', `/alerts${query(filter)}`);

export const figuresQuery = () => read<RuleFigures[]>('figures', '/alerts/figures');

export const incidentsQuery = (filter: Filter) => read<Page<Incident>>('incidents', `/incidents${query(filter)}`);

export const incidentQuery = (id: string) => read<IncidentDetail>('incident', `/incidents/${encodeURIComponent(id)}`);

export const objectivesQuery = () => read<Page<ObjectiveView>>('objectives', '/objectives');

export const objectiveQuery = (name: string) =>
  read<ObjectiveDetail>('objective', `/objectives/${encodeURIComponent(name)}`);

export const silencesQuery = () => read<Page<Silence>>('silences', '/silences');

/** Does something, after which the rest of the tab may be out of date. */
export function useAct<T = void>(act: (what: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: keys.views('monitoring') }),
  });
}

export const acknowledgeAlert = (id: string) => api.post(`/monitoring/alerts/${encodeURIComponent(id)}/acknowledge`, {});

export const acknowledgeIncident = (id: string) =>
  api.post(`/monitoring/incidents/${encodeURIComponent(id)}/acknowledge`, {});

export const comment = (id: string, text: string) =>
  api.post(`/monitoring/incidents/${encodeURIComponent(id)}/comments`, { text });

export const silence = (wish: {
  rule: string;
  application: string | undefined;
  environment: string | undefined;
  reason: string;
  to: string;
}) => api.post('/monitoring/silences', wish);

export const endSilence = (id: string) => api.run('DELETE', `/monitoring/silences/${encodeURIComponent(id)}`);
