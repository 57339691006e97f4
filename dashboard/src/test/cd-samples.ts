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
