import type { Cause, Dependency, Plan, PlannedChange, Policy, StateVersion, Workspace } from '@/features/iac/types';
import { AT, COMMIT } from './samples';

export const workspace: Workspace = {
  name: 'shop-production',
  applicationId: 'app-1',
  application: 'checkout',
  repository: 'https://git.example.org/checkout.git',
  ref: 'refs/heads/main',
  directory: 'infra',
  environment: 'production',
  tool: 'tofu 1.11.0',
  lastPlan: 'p-1',
  lastPlanAt: AT,
  appliedCommit: COMMIT,
  appliedAt: AT,
  driftState: 'DRIFTED',
  driftAt: AT,
  drifted: 1,
};

export const plan: Plan = {
  id: 'p-1',
  workspace: 'shop-production',
  applicationId: 'app-1',
  application: 'checkout',
  repository: 'https://git.example.org/checkout.git',
  commit: COMMIT,
  directory: 'infra',
  tool: 'tofu 1.11.0',
  hash: `sha256:${'34'.repeat(32)}`,
  toAdd: 1,
  toChange: 1,
  toDestroy: 1,
  state: 'PLANNED',
  createdAt: AT,
  updatedAt: AT,
  environment: 'production',
  risk: 'HIGH',
  drifted: 1,
  refreshOnly: false,
  findings: [
    { policy: 'no-public-buckets', severity: 'DENY', address: 'aws_s3_bucket.media', message: 'the bucket can be read by everybody' },
    { policy: 'ask-before-delete', severity: 'OVERRIDE', address: 'module.data.aws_db_instance.old', message: 'a database is deleted' },
    { policy: 'tagged', severity: 'WARN', address: 'aws_s3_bucket.media', message: "the tag 'owner' is missing", passedBy: 'exception of token:anna until 2027: old' },
  ],
};

export const changes: PlannedChange[] = [
  { address: 'aws_s3_bucket.media', type: 'aws_s3_bucket', action: 'create', after: { acl: 'public-read', arn: '(known after apply)' } },
  {
    address: 'module.data.aws_db_instance.main',
    type: 'aws_db_instance',
    action: 'update',
    before: { size: 'small', password: '(sensitive value)', port: 5432 },
    after: { size: 'large', password: '(sensitive value)', port: 5432 },
  },
  { address: 'module.data.aws_db_instance.old', type: 'aws_db_instance', action: 'delete', before: { size: 'small' }, reason: 'its configuration is gone' },
  { address: 'aws_vpc.main', type: 'aws_vpc', action: 'no-op', before: { cidr: '10.0.0.0/16' }, after: { cidr: '10.0.0.0/16' }, movedFrom: 'aws_vpc.old' },
];

export const causes: Cause[] = [
  {
    address: 'aws_security_group.web',
    resource: 'sg-1',
    acts: [{ at: AT, who: 'anna', what: 'AuthorizeSecurityGroupIngress', resource: 'sg-1', source: 'cloudtrail' }],
  },
  { address: 'terraform_data.note', unknown: 'the state has no id of it', acts: [] },
];

export const driftCost = { delta: '12.40', currency: 'USD', notPriced: 0, summary: 'aws_security_group.web: 12.40 more' };

export const drift: PlannedChange[] = [
  { address: 'aws_security_group.web', type: 'aws_security_group', action: 'update', before: { ingress: '443' }, after: { ingress: '22' } },
];

export const version = (number: number): StateVersion => ({
  workspace: 'shop-production',
  version: number,
  serial: number,
  lineage: 'l-1',
  terraformVersion: '1.11.0',
  resources: 12,
  sizeBytes: 20_480,
  createdAt: AT,
  createdBy: 'agent:iac',
  keyId: 'k-1',
});

export const stateView = {
  current: version(3),
  lock: { id: 'lock-1', holder: 'token:ben', operation: 'OperationTypeApply', since: AT },
  secrets: 1,
};

export const resource = {
  address: 'aws_db_instance.main',
  type: 'aws_db_instance',
  attributes: { size: 'large', password: '(sensitive value)' },
};

export const stateChange = {
  address: 'aws_db_instance.main',
  type: 'aws_db_instance',
  change: 'changed',
  attributes: [{ path: 'size', before: 'small', after: 'large' }],
};

export const secret = { address: 'aws_db_instance.main', path: 'password', reason: 'sensitive' };

export const access = { id: 9, workspace: 'shop-production', version: 3, act: 'read', by: 'token:anna', at: AT };

export const policy: Policy = {
  name: 'ask-before-delete',
  description: 'Data is not deleted by mistake.',
  severity: 'OVERRIDE',
  types: ['aws_db_*'],
  actions: ['delete'],
  violation: 'true',
  owners: ['token:anna'],
  tests: [{ name: 'a database', resource: { type: 'aws_db_instance' }, violates: true }],
};

export const exception = {
  id: 'x-1',
  policy: 'tagged',
  workspace: 'shop-production',
  address: 'aws_s3_bucket.*',
  reason: 'older than the rule',
  owner: 'token:anna',
  createdAt: AT,
  expiresAt: '2027-12-01T00:00:00Z',
};

export const dependency: Dependency = {
  kind: 'PROVIDER',
  source: 'registry.terraform.io/hashicorp/aws',
  newest: '6.2.0',
  due: true,
  uses: [
    { workspace: 'shop-production', version: '5.31.0', constraints: '~> 5.0', behind: true },
    { workspace: 'shop-staging', version: '6.2.0', behind: false },
  ],
};
