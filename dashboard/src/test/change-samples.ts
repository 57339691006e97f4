import { AT, COMMIT } from './samples';

export const change = {
  sequence: 21,
  eventId: 'event-21',
  at: AT,
  kind: 'deployment-stable',
  subjectKind: 'DEPLOYMENT',
  subjectKey: 'd-5',
  applicationId: 'app-1',
  environment: 'production',
  title: 'checkout revision 5 promoted',
  author: 'sample-author',
  commit: COMMIT,
  runId: 'run-1',
  early: false,
};

export const configurationChange = {
  sequence: 20,
  eventId: 'event-20',
  at: AT,
  kind: 'configuration',
  subjectKind: 'CONFIGURATION',
  subjectKey: 'ci@2',
  title: 'configuration of ci, version 2',
  author: 'token:admin',
  early: false,
};

const node = (kind: string, key: string, name: string, state?: string) => ({
  kind,
  key,
  name,
  firstSeen: AT,
  lastSeen: AT,
  ...(state === undefined ? {} : { state }),
});

const COMMIT_NODE = node('COMMIT', COMMIT, COMMIT);
const RUN_NODE = node('RUN', 'run-1', 'Push to checkout', 'SUCCEEDED');
const IMAGE_NODE = node('IMAGE', `sha256:${'ab'.repeat(32)}`, 'registry/checkout');
const DEPLOYMENT_NODE = node('DEPLOYMENT', 'd-5', 'checkout production #5', 'STABLE');
const ALERT_NODE = node('ALERT', 'alert-1', 'Error ratio is 14 %', 'FIRING');

const edge = (from: typeof RUN_NODE, relation: string, to: typeof RUN_NODE) => ({
  fromKind: from.kind,
  fromKey: from.key,
  relation,
  toKind: to.kind,
  toKey: to.key,
  since: AT,
  sequence: 3,
});

export const upstream = {
  nodes: [COMMIT_NODE, IMAGE_NODE, DEPLOYMENT_NODE],
  edges: [edge(COMMIT_NODE, 'built as', IMAGE_NODE), edge(IMAGE_NODE, 'deployed by', DEPLOYMENT_NODE)],
  complete: true,
};

export const downstream = {
  nodes: [DEPLOYMENT_NODE, ALERT_NODE],
  edges: [edge(DEPLOYMENT_NODE, 'suspected of', ALERT_NODE)],
  complete: true,
};

export const lineage = {
  graph: {
    nodes: [COMMIT_NODE, RUN_NODE, IMAGE_NODE, DEPLOYMENT_NODE],
    edges: [edge(COMMIT_NODE, 'started', RUN_NODE)],
    complete: true,
  },
  costs: { USD: 12.5 },
};

export const ranking = {
  at: AT,
  signal: 'errors',
  verdict: 'suspects',
  reason: '1 of 3 changes are near enough',
  considered: 3,
  suspects: [
    {
      score: 0.82,
      parts: { distance: 1, time: 0.91, kind: 0.9, evidence: 1 },
      change: { ...change, subject: 'deployment:d-5', distance: 0, wentBack: false, failedVerdict: true, passedVerdict: false },
      evidence: ['it was deployed 4 minutes before', 'its verdict was a failure'],
    },
  ],
};

export const measures = {
  from: AT,
  to: AT,
  deployments: 12,
  perDay: 0.4,
  leadSamples: 11,
  leadP50Seconds: 5400,
  leadP90Seconds: 183_600,
  begun: 14,
  failed: 2,
  failureShare: 0.142857,
  restoreSamples: 0,
};

export const ownership = [
  { what: 'alerts', all: 4, withoutOwner: 1, share: 0.25 },
  { what: 'deployments', all: 14, withoutOwner: 0, share: 0 },
];
