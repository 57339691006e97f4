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
} from '@/features/monitoring/types';
import { AT, COMMIT } from './samples';

const place = { applicationId: 'app-1', application: 'checkout', environment: 'production' };

export const alert: MonitoringAlert = {
  id: 'al-1',
  what: {
    origin: 'RULE',
    rule: 'too-many-errors',
    severity: 'critical',
    title: 'checkout in production: errors is too high',
    description: '12.5 %, above 5',
    signal: 'checkout/production/errors',
    value: 12.5,
    labels: {},
    link: null,
  },
  place,
  state: 'FIRING',
  raisedAt: AT,
  muted: null,
  incidentId: 'i-1',
};

export const incident: Incident = {
  id: 'i-1',
  title: alert.what.title,
  severity: 'CRITICAL',
  place,
  state: 'OPEN',
  openedAt: AT,
  escalated: 0,
  suspects: [
    {
      score: 0.9,
      change: {
        eventId: 'e-1',
        at: AT,
        kind: 'deployment',
        title: 'revision 7 of checkout',
        environment: 'production',
        author: 'Ada',
        commit: COMMIT,
        runId: 'run-1',
        distance: 0,
      },
      evidence: ['in the same environment'],
    },
  ],
  suspectsNote: '1 of 1 changes are near enough',
};

export const incidentDetail: IncidentDetail = {
  incident,
  entries: [
    { at: AT, kind: 'OPENED', text: alert.what.title },
    { at: AT, kind: 'COMMENT', text: 'rolling back', who: 'token:ben' },
  ],
  notifications: [
    { id: 'n-1', channel: 'pager', change: 'OPENED', state: 'SENT', attempts: 1, createdAt: AT, sentAt: AT },
    {
      id: 'n-2',
      channel: 'chat',
      change: 'OPENED',
      state: 'WAITING',
      attempts: 2,
      createdAt: AT,
      failure: 'Slack answers 503',
    },
  ],
};

export const figures: RuleFigures = {
  rule: 'too-many-errors',
  fired: 9,
  muted: 2,
  acknowledged: 4,
  shortLived: 3,
  medianSecondsToAcknowledge: 240,
  medianSecondsToResolve: null,
};

export const silence: Silence = {
  id: 's-1',
  rule: 'disk-*',
  reason: 'moving disks',
  who: 'token:ben',
  from: AT,
  to: AT,
};

export const signal: SignalView = {
  signal: {
    id: 1,
    key: 'checkout/production/errors',
    name: 'errors',
    ...place,
    unit: '%',
    direction: 'UP',
    query: '',
    seconds: 10,
  },
  origin: 'FOUND',
  at: AT,
  value: 12.5,
  low: 0,
  high: 1.5,
  score: 0.97,
  reason: 'LEVEL_SHIFT',
};

export const failingSignal: SignalView = {
  signal: {
    id: 2,
    key: 'queue-depth',
    name: 'queue-depth',
    unit: '',
    direction: 'UP',
    source: 'main',
    query: 'sum(queue_depth)',
    seconds: 30,
  },
  origin: 'CONFIGURED',
  failure: 'the query gives no series',
  failingSince: AT,
};

const later = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString();

export const course: Course = {
  signal,
  from: AT,
  to: later(30),
  stepSeconds: 60,
  points: Array.from({ length: 30 }, (_, index) => ({
    at: later(index),
    value: index < 20 ? 1 : 12.5,
    low: 0,
    high: 1.5,
    score: 0,
  })),
  anomalies: [
    {
      id: 'an-1',
      signal: 'checkout/production/errors',
      at: later(20),
      value: 12.5,
      expected: 1,
      low: 0,
      high: 1.5,
      score: 0.97,
      reason: 'LEVEL_SHIFT',
    },
  ],
};

export const objective: ObjectiveView = {
  objective: {
    name: 'checkout-availability',
    application: 'checkout',
    environment: 'production',
    target: 0.999,
    windowDays: 30,
  },
  budget: {
    remaining: 0.42,
    burnRate: 16,
    bad: 580,
    total: 1_000_000,
    exhaustedAt: later(600),
    rates: { PT5M: 20, PT1H: 16, PT6H: 4, PT24H: 1.2, PT72H: 0.9 },
  },
  failure: '',
};

export const objectiveDetail: ObjectiveDetail = {
  view: objective,
  stepSeconds: 10_800,
  steps: [
    { at: AT, bad: 0, total: 1000 },
    { at: later(180), bad: 20, total: 1000 },
  ],
};
