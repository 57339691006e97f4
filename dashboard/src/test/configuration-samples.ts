import { AT } from './samples';

const differences = [
  { op: 'replace', path: '/parallel', before: 1, after: 2 },
  { op: 'add', path: '/hosts/0', after: 'a.example' },
];

export const compared = { from: 1, to: 2, differences };

export const usage = {
  agent: 'ci',
  capability: 'ci.build',
  commands: 41,
  succeeded: 39,
  failed: 1,
  cancelled: 1,
  retried: 3,
  success: 0.975,
  p50Seconds: 61,
  p95Seconds: 240.5,
  queueP50Seconds: 0.4,
  queueP95Seconds: 12,
  minutes: 52.34,
  cost: { amount: '0.4187', currency: 'USD' },
};

export const plan = {
  applied: false,
  changes: [{ agentId: 'ci', environment: 'production', differences }],
  onlyRunning: ['cost'],
  plugins: ['chat is 1.0.0 here and 2.0.0 in the file'],
  errors: [],
};

export const drift = { state: 'DRIFTED', at: AT, source: '/etc/hexad/configuration', applies: false, plan };
