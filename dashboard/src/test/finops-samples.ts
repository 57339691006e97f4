import type {
  Anomaly,
  Asked,
  Budget,
  Costs,
  Feed,
  Forecast,
  Gap,
  Import,
  Machine,
  Saving,
  Share,
  Source,
  Timeline,
  UnitCost,
} from '@/features/finops/types';
import { AT, COMMIT } from './samples';

export const source: Source = {
  source: 'aws-main',
  sample: false,
  firstDay: '2026-01-01',
  lastDay: '2026-03-20',
  importedAt: AT,
  missingDays: 2,
};

export const costs: Costs = {
  items: [
    { key: 'compute', amount: '1200.50', currency: 'USD', before: '1000' },
    { key: 'eu-west-1, Inc.', amount: '3.25', currency: 'USD', before: '0' },
  ],
  totals: [{ amount: '1203.75', currency: 'USD' }],
  parts: [
    { key: 'usage', amount: '1300', currency: 'USD', before: null },
    { key: 'credit', amount: '-96.25', currency: 'USD', before: null },
  ],
  groupBy: 'service',
  from: '2026-02-19',
  to: '2026-03-20',
  before: { from: '2026-01-20', to: '2026-02-18' },
  containsSample: true,
  truncated: false,
};

export const timeline: Timeline = {
  buckets: ['2026-03-18', '2026-03-19', '2026-03-20'],
  series: [
    { key: 'compute', currency: 'USD', total: '1200.50', amounts: ['400', '400', '400.50'] },
    { key: 'credit', currency: 'USD', total: '-3', amounts: ['-1', '-1', '-1'] },
  ],
};

export const forecast: Forecast = {
  dimension: 'total',
  key: '',
  currency: 'USD',
  sample: true,
  lastDay: '2026-03-20',
  historyDays: 79,
  methods: { theta: 1 },
  backtests: 8,
  errorShare: 0.031,
  naiveErrorShare: 0.052,
  covered80: 0.81,
  covered95: 0.95,
  hidden: null,
  next30: 12_345,
  steps: [
    { day: '2026-03-21', point: 400, low80: 380, high80: 420, low95: 360, high95: 440 },
    { day: '2026-03-22', point: 410, low80: 385, high80: 430, low95: 362, high95: 450 },
  ],
  madeAt: AT,
};

export const anomaly: Anomaly = {
  id: 'a-1',
  start: '2026-03-19',
  detectedOn: '2026-03-20',
  endedOn: null,
  provider: 'AWS',
  account: '',
  service: 'compute',
  region: '',
  application: 'shop',
  currency: 'USD',
  up: true,
  score: 7,
  usual: '40.00',
  atStake: '160.00',
  driver: 'USAGE',
  explanation: 'used quantity +200 %, cost per unit unchanged',
  causeId: 'd-5',
  suspects: [
    {
      id: 'd-5',
      kind: 'deploy',
      title: 'shop revision 7 to prod',
      author: 'anna',
      commit: COMMIT,
      runId: 'run-1',
      at: AT,
      evidence: 'on the day it began, of this application',
    },
  ],
  sample: false,
  state: 'OPEN',
  note: null,
  decidedBy: null,
};

export const budget: Budget = {
  name: 'shop in March',
  dimension: 'application',
  value: 'shop',
  metric: 'effective',
  currency: 'USD',
  limit: '1000',
  from: '2026-03-01',
  to: '2026-03-31',
  today: '2026-03-20',
  spent: '700',
  expected: '1120.00',
  forecast: true,
  crossesOn: '2026-03-28',
  sample: true,
  thresholds: [{ percent: 100, crossedOn: null, expectedOn: '2026-03-28' }],
  days: [
    { day: '2026-03-19', spent: 660, known: true },
    { day: '2026-03-20', spent: 700, known: true },
    { day: '2026-03-21', spent: 740, known: false },
    { day: '2026-03-22', spent: 780, known: false },
  ],
};

export const share: Share = {
  key: 'web',
  currency: 'USD',
  direct: '700',
  assigned: '10',
  shared: '5.50',
  total: '715.50',
};

export const gap: Gap = {
  by: 'application',
  tag: 'application',
  currency: 'USD',
  untagged: '90.25',
  total: '1203.75',
  share: 0.075,
  largest: [{ service: 'network', amount: '80' }],
};

export const imported: Import = {
  id: 'i-1',
  number: 7,
  source: 'aws-main',
  sample: false,
  origin: 'focus_2026-03.csv.gz',
  rows: 9338,
  duplicates: 0,
  replaced: 120,
  kept: 9000,
  firstDay: '2026-03-01',
  lastDay: '2026-03-20',
  totals: [{ amount: '1203.75', currency: 'USD' }],
  marks: { NEGATIVE: 12 },
  importedAt: AT,
};

export const saving: Saving = {
  id: 's-1',
  rule: 'OLD_SNAPSHOT',
  resource: 'snap-0a1b',
  provider: 'AWS',
  account: 'prod',
  service: 'EC2',
  region: 'eu-west-1',
  application: '',
  currency: 'USD',
  monthly: '30.00',
  spent: '30.00',
  evidence: 'charged for since 2025-10-01, 170 days',
  act: 'Delete the snapshot, or give it an end of its life.',
  cloudAct: null,
  risk: 'Medium: what it holds is lost.',
  change: 'remove the aws_ebs_snapshot',
  sample: false,
  state: 'OPEN',
  note: null,
  decidedBy: null,
  doneOn: null,
  realised: null,
};

export const asked: Asked = {
  topic: 'machines',
  lookedAt: AT,
  answeredAt: AT,
  found: 3,
  problem: "there is no signal 'cpu' with the label 'instance_id'",
};

export const machine: Machine = {
  resource: 'arn:aws:ec2:eu-west-1:1:instance/i-1',
  provider: 'AWS',
  account: 'prod',
  region: 'eu-west-1',
  size: 'm5.xlarge',
  currency: 'USD',
  cost: '140.00',
  missing: 'nobody has measured it',
};

export const unit: UnitCost = {
  application: 'shop',
  currency: 'USD',
  amount: '120.00',
  count: 4000000,
  each: '0.0000285',
  minutes: 0,
  measured: 0.95,
};

export const feed: Feed = {
  name: 'aws-main',
  kind: 'S3',
  location: 's3://bills/focus/',
  everyMinutes: 60,
  checkedAt: AT,
  problem: '1 delivery could not be taken',
  deliveries: [
    { key: '2026-03/', version: 'a', importId: null, problem: 'line and column 2:BilledCost: \'x\' is not a number.', at: AT },
    { key: '2026-02/', version: 'b', importId: 'i-1', problem: null, at: AT },
  ],
};

export const estimate = {
  id: 'e-1',
  planId: 'p-1',
  runId: 'run-1',
  application: 'shop',
  environment: 'prod',
  result: {
    before: { amount: '73.00', currency: 'USD' },
    after: { amount: '146.00', currency: 'USD' },
    delta: { amount: '73.00', currency: 'USD' },
    corrected: { amount: '80.30', currency: 'USD' },
    priced: [
      {
        address: 'aws_instance.web',
        type: 'aws_instance',
        before: { amount: '73.00', currency: 'USD' },
        after: { amount: '146.00', currency: 'USD' },
        delta: { amount: '73.00', currency: 'USD' },
        lines: [{ source: 'bill', asOf: '2026-03-20' }],
      },
    ],
    notPriced: [{ address: 'aws_s3_bucket.files', type: 'aws_s3_bucket', component: 'storage', reason: 'it is paid by use' }],
  },
  appliedAt: '2026-02-01T08:00:00Z',
  realised: '81.10',
  realisedDays: 30,
  measured: [{ address: 'aws_instance.web', resource: 'i-1', estimated: '146.00', paid: '160.60', days: 30 }],
  madeAt: '2026-02-01T07:00:00Z',
};

export const correction = { type: 'aws_instance', factor: 1.1, error: 0.04, samples: 5 };

export const sentReport = {
  id: 'd-1',
  schedule: 'monthly',
  dueAt: '2026-03-01T07:00:00Z',
  state: 'WAITING',
  attempts: 2,
  failure: 'the webhook answers 500',
  sentAt: null,
};
