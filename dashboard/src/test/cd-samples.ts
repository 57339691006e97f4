import { AT, COMMIT } from './samples';

export const placed = {
  id: 'd-4',
  revision: 4,
  target: 'kubernetes',
  image: `registry/checkout@sha256:${'ab'.repeat(32)}`,
  commit: COMMIT,
  author: 'sample-author',
  since: AT,
  health: 'HEALTHY',
  cause: null,
  drifted: 0,
};

export const environment = {
  applicationId: 'app-1',
  application: 'checkout',
  environment: 'production',
  url: 'https://checkout.example.com',
  stable: placed,
  canary: null,
  canaryPercent: 20,
  latest: { id: 'd-5', revision: 5, state: 'PLANNED', reason: null, updatedAt: AT },
  closed: null,
};

export const planned = {
  id: 'd-5',
  applicationId: 'app-1',
  application: 'checkout',
  environment: 'production',
  revision: 5,
  state: 'PLANNED' as const,
  target: 'kubernetes',
  image: { repository: 'registry/checkout', tag: '1.5.0', digest: `sha256:${'cd'.repeat(32)}` },
  commit: COMMIT,
  author: 'sample-author',
  reason: null,
  startedAt: AT,
  updatedAt: AT,
};

export const differences = [
  {
    item: 'apps/Deployment/shop/web',
    kind: 'CHANGED',
    fields: [{ path: 'spec.replicas', before: '3', after: '2' }],
  },
  { item: 'v1/ConfigMap/shop/legacy', kind: 'REMOVED', fields: [] },
];

export const gates = {
  plan: { items: differences, hash: `sha256:${'12'.repeat(32)}` },
  gates: [
    { kind: 'ORDER', open: true, detail: "the image was stable in 'staging' as revision 9" },
    { kind: 'APPROVALS', open: false, detail: '1 of 2 approvals (token:lead)' },
  ],
  decisions: [{ plan: `sha256:${'12'.repeat(32)}`, subject: 'token:lead', approved: true, comment: 'go', decidedAt: AT }],
};

export const canary = { ...planned, id: 'd-6', revision: 6, state: 'CANARY' as const };

const at = (second: number) => new Date(Date.parse(AT) + second * 1000).toISOString();

export const verdict = {
  id: 'v-1',
  applicationId: 'app-1',
  application: 'checkout',
  environment: 'production',
  revision: 6,
  role: 'canary',
  baselineRevision: 4,
  state: 'GIVEN',
  source: 'http://127.0.0.1:9001/metrics',
  windowSeconds: 60,
  startedAt: AT,
  givenAt: at(60),
  result: {
    verdict: 'FAIL',
    reason: 'errors: 8.00 % of 200 requests failed, 0.50 % of 800 of the stable revision',
    requests: 200,
    errors: 16,
    baselineRequests: 800,
    baselineErrors: 4,
    pValue: 0.00003,
    criteria: [
      {
        name: 'errors',
        verdict: 'FAIL',
        required: true,
        reason: 'more errors than chance explains',
        candidateValue: 0.08,
        baselineValue: 0.005,
        pValue: 0.00003,
        effect: 0.075,
        unit: 'ratio',
      },
      {
        name: 'latency',
        verdict: 'PASS',
        required: false,
        reason: 'not slower than the tolerance allows',
        candidateValue: 131.4,
        baselineValue: 120.2,
        pValue: 0.21,
        effect: 0.56,
        unit: 'ms',
      },
    ],
  },
  series: [0, 1, 2, 3].map((step) => ({
    at: at(15 * (step + 1)),
    candidate: { requests: 50, errors: step, p95Millis: 120 + step * 5 },
    baseline: { requests: 200, errors: 1, p95Millis: 118 },
  })),
};

export const verdictItem = {
  id: 'v-1',
  applicationId: 'app-1',
  environment: 'production',
  revision: 6,
  state: 'GIVEN',
  verdict: 'FAIL',
  reason: verdict.result.reason,
  givenAt: verdict.givenAt,
  at: verdict.givenAt,
};

export const tracked = {
  applicationId: 'app-1',
  application: 'checkout',
  environment: 'production',
  tracking: {
    branch: 'main',
    auto: true,
    prune: false,
    revert: false,
    paths: ['k8s'],
    dependsOn: [{ applicationId: 'app-1', environment: 'staging' }],
    pollSeconds: 180,
    held: null,
  },
  state: 'OUT_OF_SYNC',
  reason: 'removals wait for somebody who confirms them',
  commit: COMMIT,
  deployment: 'd-4',
  items: differences,
  rendered: 3,
  checkedAt: AT,
  runId: null,
};

export const stable = { ...planned, id: 'd-4', revision: 4, state: 'STABLE' as const };

export const orphan = {
  id: 'v1/ConfigMap/shop/old-settings',
  kind: 'ConfigMap',
  namespace: 'shop',
  name: 'old-settings',
  why: 'no deployment names it',
};
