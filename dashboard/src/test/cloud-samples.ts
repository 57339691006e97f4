import type {
  Account,
  Act,
  Action,
  Check,
  Day,
  Finding,
  FindingDetail,
  Resource,
  Scope,
  Step,
  TagReport,
  TagViolator,
  Template,
  TrailEntry,
  TrailLog,
} from '@/features/cloud/types';
import { AT } from './samples';

export const account: Account = {
  name: 'shop',
  provider: 'aws',
  account: '123456789012',
  state: 'AVAILABLE',
  detail: 'as arn:aws:sts::123456789012:assumed-role/hexad/hexad-cloud',
  checkedAt: AT,
  scopes: 40,
  fresh: 39,
  failed: 1,
  oldestRead: AT,
};

export const scope: Scope = {
  region: 'eu-west-1',
  service: 'ec2',
  state: 'FAILED',
  failures: 3,
  problem: 'AWS Ec2 answered RequestLimitExceeded: slow down',
  readAt: AT,
  dueAt: AT,
  reading: false,
};

export const resource: Resource = {
  uid: 'u-1',
  version: 2,
  provider: 'aws',
  account: '123456789012',
  region: 'eu-west-1',
  service: 'ec2',
  type: 'aws.ec2.instance',
  id: 'i-0abc',
  name: 'web',
  state: 'running',
  owner: 'anna',
  tags: { Name: 'web', env: 'prod', owner: 'anna', cost: '42' },
  createdAt: AT,
  removed: false,
  validFrom: AT,
};

export const before: Resource = { ...resource, version: 1, state: 'stopped', validTo: AT };

export const action: Action = {
  name: 'resize',
  description: 'Gives a stopped machine another size.',
  types: ['aws.ec2.instance'],
  risk: 'DISRUPTIVE',
  parameters: { properties: { instanceType: { type: 'string' } } },
};

export const template: Template = {
  name: 'copy',
  action: 'create-volume',
  on: ['aws.ec2.instance'],
  parameters: { properties: { choices: { properties: { volumeType: { enum: ['gp3', 'io2'] } } } } },
};

export const act: Act = {
  id: 'a-1',
  action: 'resize',
  reason: 'too large',
  state: 'PLANNED',
  risk: 'DISRUPTIVE',
  requestedBy: 'token:anna',
  createdAt: AT,
};

export const step: Step = {
  number: 0,
  uid: 'u-1',
  type: 'aws.ec2.instance',
  name: 'web',
  region: 'eu-west-1',
  action: 'resize',
  state: 'PLANNED',
  before: 't3.large',
  after: 't3.small',
  inverseAction: 'resize',
};

export const check: Check = {
  id: 'aws-s3-public-access-block',
  title: 'Buckets block public access',
  cis: ['2.1.4'],
  reason: 'One wrong policy opens the bucket to everybody.',
  remedy: 'Block public access.',
  fix: { action: 'block-public-access' },
};

export const finding: Finding = {
  id: 'f-1',
  checkId: check.id,
  severity: 'HIGH',
  uid: 'u-2',
  account: '123456789012',
  region: 'eu-west-1',
  type: 'aws.s3.bucket',
  name: 'files',
  state: 'OPEN',
  message: 'Buckets block public access: not so here.',
  evidence: { PublicAccessBlock: { BlockPublicAcls: false } },
  openedAt: AT,
  opened: 1,
};

export const day: Day = { day: '2026-01-02', severity: 'HIGH', open: 4, excepted: 1 };

export const report: TagReport = {
  policy: { name: 'environments', required: ['env'], defaults: { env: 'test' }, graceDays: 7 },
  total: 8,
  violating: 2,
  due: 1,
  excepted: 0,
  keys: [{ key: 'env', keeping: 6 }],
  violators: 'type exists and (not ("tag.env" exists))',
};

export const iac: FindingDetail['iac'] = {
  state: 'OWNED',
  words: 'IaC owns it: aws_s3_bucket.files of the workspace net makes it. Change it there.',
  workspace: 'net',
  address: 'aws_s3_bucket.files',
  change: { attribute: 'block', value: 'true', hcl: 'block_public_acls = true' },
};

export const violator: TagViolator = {
  uid: 'u-1',
  type: 'aws.ec2.instance',
  name: 'web',
  owner: 'anna',
  proposal: {
    set: [{ key: 'env', value: 'prod', from: 'aws.ec2.vpc main' }],
    open: [{ key: 'team', why: 'none of application.team has a value that is allowed' }],
  },
  endsAt: '2026-01-03T00:00:00Z',
  settable: true,
  iac: { workspace: 'net', address: 'aws_instance.web', change: { attribute: 'tags', value: 'env=prod', hcl: 'tags = {}' } },
  excepted: false,
  toldAt: '2026-01-02T00:00:00Z',
};

export const schedule = {
  name: 'office',
  resources: 'tag.env = test',
  zone: 'Europe/Berlin',
  next: { kind: 'START', at: '2026-06-02T05:00:00Z' },
  running: [{ uid: 'u-1', type: 'aws.ec2.instance', name: 'web' }],
  outcomes: [
    { kind: 'STOP', at: '2026-06-01T17:00:00Z', doneAt: '2026-06-01T17:00:03Z', actId: 'a-1', problem: null },
    { kind: 'START', at: '2026-06-01T05:00:00Z', doneAt: '2026-06-01T05:00:02Z', actId: null, problem: 'too many' },
  ],
};

export const trail: TrailEntry = {
  id: 'hexad-0000000000000000007',
  at: AT,
  who: 'token:anna',
  what: 'STEP_DONE',
  resource: 'i-0abc',
  source: 'hexad',
  ownAct: true,
  actId: 'a-1',
  detail: 'resize aws.ec2.instance web',
};

export const cloudTrail: TrailEntry = {
  id: 'e-1',
  at: AT,
  who: 'arn:aws:iam::123456789012:user/bert',
  what: 'ec2:StopInstances',
  resource: 'i-0abc',
  region: 'eu-west-1',
  source: 'cloudtrail',
  ownAct: false,
  address: '203.0.113.7',
  problem: 'Client.UnauthorizedOperation',
};

export const trailLog: TrailLog = {
  accountName: 'shop',
  source: 'cloudtrail',
  region: 'us-east-1',
  state: 'FAILED',
  problem: 'AWS CloudTrail answered AccessDenied',
};
