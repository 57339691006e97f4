import { AT } from './samples';

const HASH = `sha256:${'34'.repeat(32)}`;

export const approval = {
  runId: 'run-2',
  run: 'Push to checkout',
  applicationId: 'app-1',
  application: 'checkout',
  stage: 'ok',
  kind: 'gate.approval',
  since: AT,
  message: '1 of 2 approvals (token:bob)',
  gate: {
    kind: 'approval',
    needed: 2,
    approvers: ['anna', 'bob'],
    authorMayApprove: false,
    input: {
      type: 'object',
      required: ['region'],
      properties: {
        region: { type: 'string', enum: ['eu', 'us'], default: 'eu' },
        percent: { type: 'integer', minimum: 1, maximum: 100 },
      },
    },
    message: 'Pick the region.',
    subject: HASH,
    since: AT,
    decisions: [{ by: 'token:bob', approved: true, comment: 'fine', at: AT }],
  },
};

export const soak = {
  runId: 'run-2',
  run: 'Push to checkout',
  applicationId: 'app-1',
  application: 'checkout',
  stage: 'soak',
  kind: 'gate.soak',
  since: AT,
  message: 'soaks until noon',
  gate: { kind: 'soak', since: AT, decisions: [] },
};

export const plan = {
  hash: HASH,
  parts: [{ stage: 'plan', uses: 'infra.plan', result: { added: 2, destroyed: 0 } }],
  impact: {
    dependents: ['shop'],
    objectives: [{ objective: 'availability', environment: 'production', remaining: 0.425, burnRate: 1.25 }],
    firing: [{ id: 'alert-1', own: true, severity: 'critical', title: 'Error ratio is 14 %' }],
  },
};
