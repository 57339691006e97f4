import type { RankedSuspect } from '@/lib/api/suspects';
import type { Maybe } from '@/lib/api/types';

export interface Signal {
  id: number;
  key: string;
  name: string;
  applicationId?: Maybe<string>;
  application?: Maybe<string>;
  environment?: Maybe<string>;
  /** For people, for example ms. */
  unit: string;
  direction: 'UP' | 'DOWN' | 'BOTH';
  source?: Maybe<string>;
  query: string;
  seconds: number;
  owner?: Maybe<string>;
  /** Of the series that it is. */
  labels?: Maybe<Readonly<Record<string, string>>>;
}

export interface SignalView {
  signal: Signal;
  origin: 'FOUND' | 'CONFIGURED' | 'SPLIT' | 'SERIES';
  /** How many it is split into. */
  series?: Maybe<number>;
  at?: Maybe<string>;
  value?: Maybe<number>;
  low?: Maybe<number>;
  high?: Maybe<number>;
  score?: Maybe<number>;
  reason?: Maybe<string>;
  failure?: Maybe<string>;
  failingSince?: Maybe<string>;
  endedAt?: Maybe<string>;
}

export interface SignalPoint {
  at: string;
  value: number;
  low?: Maybe<number>;
  high?: Maybe<number>;
  score?: Maybe<number>;
}

export interface Anomaly {
  id: string;
  signal: string;
  at: string;
  value: number;
  expected?: Maybe<number>;
  low?: Maybe<number>;
  high?: Maybe<number>;
  /** From 0, as always, to 1, never seen before. */
  score: number;
  reason: string;
  /** Keys of the signals that were unusual with it. */
  together?: Maybe<readonly string[]>;
}

export interface Course {
  signal: SignalView;
  from: string;
  to: string;
  stepSeconds: number;
  points: SignalPoint[];
  anomalies: Anomaly[];
}

export interface Place {
  applicationId?: Maybe<string>;
  application?: Maybe<string>;
  environment?: Maybe<string>;
}

export type AlertState = 'PENDING' | 'FIRING' | 'ACKNOWLEDGED' | 'RESOLVED';

export interface MonitoringAlert {
  id: string;
  what: {
    origin: string;
    rule: string;
    severity: string;
    title: string;
    description: string;
    signal?: Maybe<string>;
    value?: Maybe<number>;
    labels: Record<string, string>;
    link?: Maybe<string>;
  };
  place: Place;
  state: AlertState;
  raisedAt: string;
  acknowledgedAt?: Maybe<string>;
  acknowledgedBy?: Maybe<string>;
  /** Why nobody is told. */
  muted?: Maybe<string>;
  incidentId?: Maybe<string>;
  resolvedAt?: Maybe<string>;
  resolution?: Maybe<string>;
}

export interface Incident {
  id: string;
  title: string;
  severity: string;
  place: Place;
  state: 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED';
  openedAt: string;
  acknowledgedAt?: Maybe<string>;
  acknowledgedBy?: Maybe<string>;
  resolvedAt?: Maybe<string>;
  escalated: number;
  suspects?: Maybe<RankedSuspect[]>;
  suspectsNote?: Maybe<string>;
}

export interface Entry {
  at: string;
  kind: string;
  text: string;
  who?: Maybe<string>;
}

export interface Sent {
  id: string;
  channel: string;
  change: string;
  state: 'WAITING' | 'SENT' | 'GIVEN_UP';
  attempts: number;
  createdAt: string;
  sentAt?: Maybe<string>;
  failure?: Maybe<string>;
}

export interface IncidentDetail {
  incident: Incident;
  entries: Entry[];
  notifications: Sent[];
}

export interface Budget {
  /** Share that is left; below 0 when more than all is used up. */
  remaining: number;
  /** 1 uses up exactly all within the window. */
  burnRate: number;
  bad: number;
  total: number;
  exhaustedAt?: Maybe<string>;
  rates: Record<string, number>;
}

export interface ObjectiveView {
  objective: {
    name: string;
    application: string;
    environment?: Maybe<string>;
    target: number;
    windowDays: number;
    source?: Maybe<string>;
  };
  budget: Budget;
  failure: string;
}

export interface ObjectiveDetail {
  view: ObjectiveView;
  stepSeconds: number;
  steps: { at: string; bad: number; total: number }[];
}

export interface Silence {
  id: string;
  rule?: Maybe<string>;
  application?: Maybe<string>;
  environment?: Maybe<string>;
  reason: string;
  who: string;
  from: string;
  to: string;
  endedBy?: Maybe<string>;
}

export interface RuleFigures {
  rule: string;
  fired: number;
  muted: number;
  acknowledged: number;
  /** Over within five minutes without anybody looking after. */
  shortLived: number;
  medianSecondsToAcknowledge?: Maybe<number>;
  medianSecondsToResolve?: Maybe<number>;
}
