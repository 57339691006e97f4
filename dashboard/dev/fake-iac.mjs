// What the pages of the IaC agent read. Acts answer as if they were done; overrides, discards, locks and exceptions stay until the end.
import { randomUUID } from 'node:crypto';
import { applications, deployments, runs } from './fake-data.mjs';

const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const page = (items) => ({ items, nextCursor: null });
const [application, other] = applications;
const { commit } = deployments[0];
const HASH = `sha256:${'7e'.repeat(32)}`;
const SENSITIVE = '(sensitive value)';
const UNKNOWN = '(known after apply)';

const drifts = {
  'shop-production': [
    { address: 'module.network["eu.west"].aws_security_group.web', type: 'aws_security_group', action: 'update', before: { ingress: [{ from_port: 443, cidr: '0.0.0.0/0' }], description: 'Web' }, after: { ingress: [{ from_port: 22, cidr: '0.0.0.0/0' }], description: 'Web' } },
    { address: 'aws_db_instance.main', type: 'aws_db_instance', action: 'update', before: { instance_class: 'db.t4g.small', password: SENSITIVE }, after: { instance_class: 'db.m7g.large', password: SENSITIVE } },
    { address: 'aws_s3_bucket.exports', type: 'aws_s3_bucket', action: 'delete', before: { bucket: 'shop-exports' }, reason: 'it is not there any more' },
  ],
  'dns': Array.from({ length: 14 }, (_, i) => ({ address: `cloudflare_record.host["h${i}.example.org"]`, type: 'cloudflare_record', action: 'update', before: { ttl: 300 }, after: { ttl: 60 + i } })),
};

const base = { applicationId: application.id, application: application.name, repository: application.repositoryUrl, ref: 'refs/heads/main', directory: 'infra', environment: 'production', tool: 'tofu 1.11.0', appliedCommit: commit, appliedAt: ago(86400 * 3), driftState: 'NONE', driftAt: ago(1500), drifted: 0, driftReason: null, driftDueAt: ago(-2100) };
const workspaces = [
  { ...base, name: 'dns', environment: null, directory: '', lastPlan: 'p-dns', lastPlanAt: ago(86400 * 40), driftState: 'DRIFTED', drifted: 14 },
  { ...base, name: 'network-staging', environment: 'staging', applicationId: other.id, application: other.name, lastPlan: 'p-net', lastPlanAt: ago(7200), driftState: 'FAILED', driftReason: 'The provider aws did not answer within 60 s: dial tcp 10.1.2.3:443: i/o timeout. Credentials were taken from the secret aws-staging.' },
  { ...base, name: 'sandbox', environment: 'test', lastPlan: 'p-new', lastPlanAt: ago(90), appliedCommit: null, appliedAt: null, driftState: 'UNKNOWN', driftAt: null, driftDueAt: null },
  { ...base, name: 'shop-production', lastPlan: 'p-1', lastPlanAt: ago(700), driftState: 'DRIFTED', drifted: 3 },
  { ...base, name: 'shop-staging', environment: 'staging', lastPlan: 'p-big', lastPlanAt: ago(4000) },
];

const finding = (policy, severity, address, message, passedBy = null) => ({ policy, severity, address, message, passedBy });
const plan = (id, workspace, more) => {
  const { applicationId, application: name, repository, directory, tool, environment } = workspaces.find((one) => one.name === workspace);
  return { id, workspace, applicationId, application: name, repository, directory, tool, environment, commit, hash: HASH, toAdd: 0, toChange: 0, toDestroy: 0, state: 'PLANNED', reason: null, appliedBy: null, added: null, changed: null, destroyed: null, createdAt: ago(700), updatedAt: ago(700), risk: 'LOW', drifted: 0, refreshOnly: false, findings: [], ...more };
};
const plans = [
  plan('p-new', 'sandbox', { toAdd: 4, createdAt: ago(90), updatedAt: ago(90) }),
  plan('p-1', 'shop-production', { toAdd: 2, toChange: 2, toDestroy: 2, risk: 'HIGH', drifted: 3, findings: [
    finding('required-tags', 'WARN', 'aws_s3_bucket.media', "the tag 'owner' is missing"),
    finding('no-public-bucket', 'DENY', 'aws_s3_bucket.media', 'A bucket must not be open to everybody.'),
    finding('ask-before-data-loss', 'OVERRIDE', 'module.data.aws_db_instance.old', 'Data is not deleted by mistake.'),
    finding('ask-before-data-loss', 'OVERRIDE', 'module.data.aws_db_instance.replica[0]', 'Data is not deleted by mistake.'),
    finding('no-open-admin-ports', 'DENY', 'module.network["eu.west"].aws_security_group.bastion', 'SSH, RDP and databases must not be reachable from everywhere.', 'exception of token:anna until 2027-03-01T00:00:00Z: the bastion moves in February') ] }),
  plan('p-big', 'shop-staging', { toAdd: 2500, toChange: 2000, toDestroy: 500, risk: 'HIGH', createdAt: ago(4000), updatedAt: ago(4000) }),
  plan('p-net', 'network-staging', { state: 'APPLIED', toChange: 1, added: 0, changed: 1, destroyed: 0, risk: 'MEDIUM', createdAt: ago(7200), updatedAt: ago(7000) }),
  plan('p-0', 'shop-production', { state: 'STALE', toAdd: 1, reason: 'a newer plan of the workspace was made', createdAt: ago(9000), updatedAt: ago(700) }),
  plan('p-dns', 'dns', { state: 'APPLIED', toAdd: 14, added: 14, changed: 0, destroyed: 0, createdAt: ago(86400 * 40), updatedAt: ago(86400 * 40) }),
];
const changes = {
  'p-1': [
    { address: 'aws_s3_bucket.media', type: 'aws_s3_bucket', action: 'create', after: { acl: 'public-read', arn: UNKNOWN, bucket: 'shop-media', tags: { team: 'shop' } } },
    { address: 'aws_iam_role.reader', type: 'aws_iam_role', action: 'no-op', before: { name: 'reader' }, after: { name: 'reader' }, imported: true },
    { address: 'aws_vpc.main', type: 'aws_vpc', action: 'no-op', before: { cidr_block: '10.0.0.0/16' }, after: { cidr_block: '10.0.0.0/16' }, movedFrom: 'module.old.aws_vpc.this' },
    { address: 'module.data.aws_db_instance.main', type: 'aws_db_instance', action: 'update', before: { instance_class: 'db.t4g.small', port: 5432, password: SENSITIVE, tags: { team: 'shop' } }, after: { instance_class: 'db.m7g.large', port: 5432, password: SENSITIVE, tags: { team: 'shop', tier: 'gold' } } },
    { address: 'module.data.aws_db_instance.old', type: 'aws_db_instance', action: 'delete', before: { instance_class: 'db.t3.micro', password: SENSITIVE }, reason: 'its configuration is gone' },
    { address: 'module.data.aws_db_instance.replica[0]', type: 'aws_db_instance', action: 'replace', before: { engine_version: '16.4', endpoint: 'replica.internal' }, after: { engine_version: '18.1', endpoint: UNKNOWN }, reason: 'engine_version cannot be changed in place' },
    { address: 'module.network["eu.west"].module.subnets.aws_subnet.public["a"]', type: 'aws_subnet', action: 'update', before: { tags: {} }, after: { tags: { zone: 'a' } }, movedFrom: 'module.network["eu.west"].aws_subnet.public["a"]' },
    { address: 'module.network["eu.west"].aws_security_group.bastion', type: 'aws_security_group', action: 'create', after: { id: UNKNOWN, ingress: [{ from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'] }] } },
  ],
  'p-big': Array.from({ length: 5000 }, (_, i) => ({ address: `module.shard[${i % 25}].module.queue["q-${i % 4}"].aws_sqs_queue.main[${i}]`, type: 'aws_sqs_queue', action: i % 10 === 0 ? 'delete' : i % 2 === 0 ? 'update' : 'create', before: i % 2 === 0 ? { delay: 0 } : null, after: i % 10 === 0 ? null : { delay: i % 30 } })),
  'p-net': [{ address: 'aws_route.main', type: 'aws_route', action: 'update', before: { gateway: 'igw-1' }, after: { gateway: 'igw-2' } }],
};

const version = (workspace, number, more = {}) => ({ workspace, version: number, serial: number + 3, lineage: '5d0c', terraformVersion: '1.11.0', resources: 40 + number, sizeBytes: 21_000 * number, createdAt: ago(86400 * (8 - number)), createdBy: 'agent:iac', commandId: randomUUID(), restoredFrom: null, keyId: 'k-2', ...more });
const versions = (workspace) => [version(workspace, 5), version(workspace, 4, { createdBy: 'token:anna', restoredFrom: 2, commandId: null }), version(workspace, 3), version(workspace, 2), version(workspace, 1)];
const locks = { 'shop-staging': { id: randomUUID(), holder: 'command 019ac2f4', operation: 'OperationTypeApply', since: ago(95) } };
const states = () => workspaces.filter((one) => one.appliedAt !== null).map(({ name }) => ({ current: versions(name)[0], lock: locks[name] ?? null, secrets: name === 'shop-production' ? 3 : 0 }));
const resources = Array.from({ length: 130 }, (_, i) => ({ address: i === 0 ? 'aws_db_instance.main' : `module.shard[${i % 9}].aws_sqs_queue.main[${i}]`, type: i === 0 ? 'aws_db_instance' : 'aws_sqs_queue', attributes: i === 0 ? { instance_class: 'db.t4g.small', password: SENSITIVE, port: '5432', 'tags.team': 'shop' } : { delay: String(i), name: `q-${i}` } }));
const stateChanges = [
  { address: 'aws_db_instance.main', type: 'aws_db_instance', change: 'changed', attributes: [{ path: 'instance_class', before: 'db.t3.micro', after: 'db.t4g.small' }, { path: 'password', before: SENSITIVE, after: SENSITIVE }, { path: 'tags.tier', before: null, after: 'gold' }] },
  { address: 'aws_s3_bucket.exports', type: 'aws_s3_bucket', change: 'added', attributes: [] },
  { address: 'aws_instance.jump', type: 'aws_instance', change: 'removed', attributes: [] },
];
const secrets = [{ address: 'aws_db_instance.main', path: 'password', reason: 'sensitive' }, { address: 'aws_iam_access_key.deploy', path: 'secret', reason: 'sensitive' }, { address: 'helm_release.chat', path: 'values.api_key', reason: 'name' }];
const accesses = (workspace) => ['read', 'write', 'lock', 'unlock', 'restore'].map((act, i) => ({ id: 90 - i, workspace, version: act.includes('lock') ? null : 5 - (i % 3), act, by: i % 2 === 0 ? 'token:anna' : 'agent:iac', commandId: i % 2 === 0 ? null : randomUUID(), at: ago(400 + i * 5000) }));

const policy = (name, severity, description, violation, more = {}) => ({ name, severity, description, violation, types: [], actions: [], plan: null, owners: [], enabled: null, tests: [], ...more });
const policies = [
  policy('no-public-bucket', 'DENY', 'A bucket must not be open to everybody.', "has(resource.after.acl) && resource.after.acl in ['public-read', 'public-read-write']", { types: ['aws_s3_bucket', 'aws_s3_bucket_acl'], actions: ['create', 'update', 'replace'], tests: [{ name: 'public acl', resource: { type: 'aws_s3_bucket_acl', after: { acl: 'public-read' } }, violates: true }, { name: 'private acl', resource: { type: 'aws_s3_bucket_acl', after: { acl: 'private' } }, violates: false }] }),
  policy('no-open-admin-ports', 'DENY', 'SSH, RDP and databases must not be reachable from everywhere.', '[22, 3389, 5432].exists(port, resource.after.ingress.exists(rule, rule.from_port <= port && rule.to_port >= port))', { types: ['aws_security_group'] }),
  policy('ask-before-data-loss', 'OVERRIDE', 'Data is not deleted by mistake.', "resource.action in ['delete', 'replace']", { types: ['aws_db_*', 'aws_s3_bucket'], actions: ['delete', 'replace'], owners: ['token:anna'] }),
  policy('not-too-much', 'OVERRIDE', 'A plan that destroys a lot is looked at twice.', 'plan.destroy > 20', { plan: true, owners: ['token:anna', 'token:ben'] }),
  policy('required-tags', 'WARN', 'Who owns a resource is written on it.', '!has(resource.after.tags.owner)', { enabled: false }),
];
let exceptions = [{ id: 'x-1', policy: 'no-open-admin-ports', workspace: 'shop-production', address: 'module.network*', reason: 'the bastion moves in February', owner: 'token:anna', createdAt: ago(86400 * 9), expiresAt: ago(-86400 * 90) }, { id: 'x-0', policy: 'required-tags', workspace: null, address: null, reason: 'older than the rule', owner: 'token:ben', createdAt: ago(86400 * 90), expiresAt: ago(86400 * 2) }];

const detail = (id) => { const found = plans.find((one) => one.id === id); return found && { plan: found, changes: changes[id] ?? [], drift: found.drifted > 0 ? drifts[found.workspace] : [] }; };

function workspaceAnswer(method, name, rest, q) {
  if (!name) return page(workspaces.filter((one) => (!q('drift') || one.driftState === q('drift')) && (!q('environment') || one.environment === q('environment')) && (!q('applicationId') || one.applicationId === q('applicationId'))));
  const workspace = workspaces.find((one) => one.name === name);
  return method === 'POST' ? { runId: runs[0].id } : workspace && { workspace, drift: drifts[name] ?? [] };
}

function planAnswer(method, id, rest, q, body) {
  if (!id) return page(plans.filter((one) => (!q('workspace') || one.workspace === q('workspace')) && (!q('state') || one.state === q('state'))).slice(0, Number(q('limit') ?? 50)));
  const found = detail(id);
  if (rest === 'overrides') for (const one of found.plan.findings) if (one.policy === body.policy) one.passedBy = `admin: ${body.reason}`;
  if (rest === 'discard') Object.assign(found.plan, { state: 'DISCARDED', reason: 'somebody decided against it', updatedAt: ago(0) });
  return found;
}

function policyAnswer(method, what, id, q, body) {
  if (what === 'back-test') return { plans: 42, held: body.severity === 'WARN' ? 0 : 2, hits: plans.slice(1, 3).map((one) => ({ planId: one.id, workspace: one.workspace, at: one.createdAt, findings: Array.from({ length: 5 }, (_, i) => finding(body.name, body.severity, `aws_sqs_queue.main[${i}]`, 'it is found')) })) };
  if (what !== 'exceptions') return page(policies);
  if (method === 'POST') { exceptions = [{ workspace: null, address: null, owner: 'admin', ...body, id: randomUUID(), createdAt: ago(0) }, ...exceptions]; return exceptions[0]; }
  if (method === 'DELETE') { exceptions = exceptions.map((one) => (one.id === id ? { ...one, expiresAt: ago(0) } : one)); return {}; }
  return page(exceptions.filter((one) => q('inForce') === 'false' || one.expiresAt > ago(0)));
}

function stateAnswer(method, name, rest) {
  if (!name) return page(states());
  if (rest === 'lock') { locks[name] = null; return {}; }
  if (rest.endsWith('/restore')) return versions(name)[0];
  if (rest === 'versions') return page(versions(name));
  if (rest.startsWith('versions/')) return page(resources);
  return { diff: page(stateChanges), secrets: page(name === 'shop-production' ? secrets : []), accesses: page(accesses(name)) }[rest];
}

/** Where the run of a plan waits, so that the plan leads there. */
export const planPart = { stage: 'plan', uses: 'iac.plan', result: { planId: 'p-1', planHash: HASH, add: 2, change: 2, destroy: 2 } };

/** The answer to a request below /iac, or nothing. */
export function answerIac(method, path, search, body) {
  const [area, first, ...more] = path.split('/').slice(2).map(decodeURIComponent);
  const q = (name) => search.get(name);
  const rest = more.join('/');
  if (area === 'workspaces') return workspaceAnswer(method, first, rest, q);
  if (area === 'plans') return planAnswer(method, first, rest, q, body);
  if (area === 'policies') return policyAnswer(method, first, rest, q, body);
  return area === 'state' ? stateAnswer(method, first, rest) : undefined;
}
