// Made-up data in the shape of the REST contract. Only `npm run dev:fake` uses it.
import { createHash, randomUUID } from 'node:crypto';

const start = Date.now();
export const ago = (seconds) => new Date(start - seconds * 1000).toISOString();
const sha = (text) => createHash('sha256').update(text).digest('hex');
const commitOf = (text) => sha(text).slice(0, 40);

const text = (description, more = {}) => ({ type: 'string', description, ...more });

const CONFIGURATION = {
  schema: {
    type: 'object',
    required: ['maxParallelBuilds', 'engine'],
    properties: {
      maxParallelBuilds: { type: 'integer', minimum: 1, maximum: 16, description: 'Builds that run at the same time on one instance.' },
      engine: { type: 'string', enum: ['AUTO', 'DOCKER', 'PROCESS'], description: 'Where the steps of a build run.' },
      keepWorkspaces: { type: 'boolean', description: 'Keep the work folder of a failed build.' },
      successThreshold: { type: 'number', minimum: 0, maximum: 1, description: 'Share of checks that must pass.' },
      registry: {
        type: 'object',
        description: 'Where images go.',
        required: ['url'],
        properties: { url: text('Host and port of the registry.'), repositoryPrefix: text('Put before each image name.'), passwordSecret: text('Name of the secret with the password.') },
      },
      allowedHosts: { type: 'array', items: { type: 'string' }, description: 'Hosts that a clone may reach besides the public ones.' },
      labels: { type: 'object', additionalProperties: { type: 'string' }, description: 'Labels on every image.' },
    },
  },
  defaults: { maxParallelBuilds: 2, engine: 'AUTO', keepWorkspaces: false, successThreshold: 0.95, registry: { url: '127.0.0.1:8087', repositoryPrefix: '' }, allowedHosts: [], labels: {} },
};

const AGENTS = [
  ['ci', 'CI', 'Builds a commit: clones, tests, makes the image and pushes it.', ['ci.build', 'ci.resolve'], 1],
  ['cd', 'CD', 'Brings revisions to environments and takes them back.', ['cd.deploy', 'cd.promote', 'cd.rollback'], 2],
  ['iac', 'IaC', 'Plans and applies infrastructure with Terraform or OpenTofu.', ['iac.plan', 'iac.apply'], 1],
  ['monitoring', 'Monitoring', 'Watches metrics, judges rollouts, raises alerts with their suspects.', ['monitoring.verify'], 1],
  ['cloud', 'Cloud', 'Keeps the inventory of clouds, clusters and engines.', ['cloud.sync'], 1],
  ['finops', 'FinOps', 'Imports bills, forecasts cost, and finds what changed it.', ['finops.import'], 1],
];

const VIEWS = {
  ci: [{ id: 'builds', title: 'Builds', source: '/builds', empty: 'Builds appear here when a run reaches a ci.build stage.', columns: [
    { field: 'state', title: 'State', format: 'STATUS' }, { field: 'application', title: 'Application', format: 'TEXT' },
    { field: 'version', title: 'Version', format: 'CODE' }, { field: 'commit', title: 'Commit', format: 'CODE' },
    { field: 'tests.passed', title: 'Tests passed', format: 'NUMBER' }, { field: 'finishedAt', title: 'Finished', format: 'TIME' } ] },
    { id: 'deliveries', title: 'Webhook deliveries', source: '/deliveries', empty: 'No delivery has arrived. Add the webhook at the Git host.', columns: [
      { field: 'verdict', title: 'Verdict', format: 'STATUS' }, { field: 'id', title: 'Delivery', format: 'CODE' } ] }],
  finops: [{ id: 'costs', title: 'Costs by service', source: '/costs', empty: 'Import a bill first.', columns: [
    { field: 'service', title: 'Service', format: 'TEXT' }, { field: 'month', title: 'Month', format: 'TEXT' },
    { field: 'cost', title: 'Cost', format: 'MONEY' }, { field: 'change', title: 'Change %', format: 'NUMBER' }, { field: 'source', title: 'Source', format: 'LINK' } ] }],
};

export const VIEW_ROWS = {
  '/ci/builds': Array.from({ length: 14 }, (_, i) => ({ id: `b${i}`, runId: 'r1', stage: 'build', applicationId: 'a1', ref: 'refs/heads/main', message: ['Round prices', 'Cache the catalogue', 'Fix the basket'][i % 3], author: 'Sample Author', state: i % 5 === 2 ? 'FAILED' : 'SUCCEEDED', application: i % 3 === 0 ? 'checkout' : 'catalogue', version: `1.${14 - i}.0`, image: `127.0.0.1:8081/checkout@sha256:${commitOf(`b${i}`)}${'0'.repeat(24)}`, imageTag: `1.${14 - i}.0`, attestation: i % 4 === 3 ? null : { sbomDigest: 'sha256:1', provenanceDigest: 'sha256:2', signatureDigest: 'sha256:3', components: 40 + i }, commit: commitOf(`b${i}`), testsPassed: 128 - i, testsFailed: i % 5 === 2 ? 2 : 0, testsSkipped: 1, coverage: 84 - (i % 6), steps: [], durationMillis: 40_000 + i * 900, finishedAt: ago(300 + i * 4100) })),
  '/ci/tests/flaky': [{ suite: 'basket', name: 'adds the same article twice', commits: 3, runs: 40, failures: 5 }],
  '/ci/tests/slow': [{ suite: 'catalogue', name: 'imports ten thousand articles', medianMillis: 8_400, maxMillis: 12_100, runs: 38 }],
  '/ci/artifacts': [{ id: 'x1', runId: 'r1', applicationId: 'a1', name: 'packages', files: 12, bytes: 482_113, sha256: 'ab'.repeat(32), location: 'file:objects', createdAt: ago(4000), expiresAt: ago(-2_500_000) }],
  '/ci/deliveries': ['HELD', 'ACCEPTED', 'IGNORED', 'REFUSED', 'DENIED'].map((verdict, i) => ({ id: `d${i}`, applicationId: 'a1', application: 'checkout', provider: 'github', deliveryId: `${i}`, kind: i === 0 ? 'pull_request' : 'push', verdict, reason: ['#7 comes from a fork; approve it after reading what it changes', null, 'the branch was deleted', 'The signature does not match the body; the secrets differ or the body was changed.', null][i], runId: i === 1 ? 'r1' : null, change: { ref: 'refs/heads/main', commit: commitOf(`d${i}`), author: 'Sample Author' }, redeliverable: i < 3, decidedBy: i === 4 ? 'operator' : null, receivedAt: ago(200 + i * 900) })),
  '/finops/costs': ['Compute', 'Storage', 'Database', 'Network', 'Registry'].map((service, i) => ({ id: service, service, month: '2026-10 (sample data)', cost: { amount: (1840.55 / (i + 1)).toFixed(2), currency: 'USD' }, change: [4.2, -1.5, 18.3, 0, 2.1][i], source: 'https://focus.finops.org/' })),
};

export const agents = AGENTS.map(([id, displayName, description, capabilities, count]) => ({
  id, displayName, description, version: '0.1.0', state: 'ENABLED', presence: id === 'iac' ? 'DEGRADED' : 'UP', configurationVersion: id === 'ci' ? 3 : 1,
  instances: Array.from({ length: count }, (_, n) => ({ id: `${id}-${sha(id + n).slice(0, 8)}`, baseUrl: `http://127.0.0.1:${8081 + AGENTS.findIndex((a) => a[0] === id) + n * 100}`, startedAt: ago(7300), lastSeenAt: ago(4), leaseExpiresAt: ago(-26), healthy: id !== 'iac', version: '0.1.0' })),
  capabilities: capabilities.map((name) => ({ name, description: `Takes the command ${name}.`, parametersSchema: { type: 'object' }, resultSchema: { type: 'object' } })),
  emits: [`dev.hexad.${id}.example.happened.v1`], wants: id === 'monitoring' ? ['dev.hexad.cd.deployment.succeeded.v1'] : [], views: VIEWS[id] ?? [],
}));

export const configurations = Object.fromEntries(agents.map((agent) => [agent.id, {
  agentId: agent.id, version: agent.configurationVersion, ...CONFIGURATION, document: structuredClone(CONFIGURATION.defaults), updatedAt: ago(9000), updatedBy: 'admin',
  history: Array.from({ length: agent.configurationVersion }, (_, i) => ({ version: agent.configurationVersion - i, document: structuredClone(CONFIGURATION.defaults), createdAt: ago(9000 + i * 50000), createdBy: 'admin' })),
}]));

export const applications = [['checkout', 4], ['catalogue', 9], ['mailer', 21]].map(([name, days]) => ({
  id: `0193f0aa-0000-7000-8000-${sha(name).slice(0, 12)}`, name, repositoryUrl: `https://github.com/example/${name}.git`, defaultBranch: 'main', createdAt: ago(days * 86400), createdBy: 'admin',
}));

const MESSAGES = ['Charge each basket once', 'Show the delivery date on the receipt', 'Cache the price list for a minute', 'Retry the payment call with a bound', 'Round totals half to even', 'Log in key-value pairs', 'Drop the old tax table', 'Read the currency from the order'];
const AUTHORS = ['sample-author-1', 'sample-author-2'];

function change(application, i) {
  return { applicationId: application.id, application: application.name, repositoryUrl: application.repositoryUrl, ref: 'refs/heads/main', commit: commitOf(application.name + i), author: AUTHORS[i % 2], message: `${MESSAGES[i % MESSAGES.length]}\n\nLonger text of the commit.` };
}

const image = (name, i) => ({ repository: `127.0.0.1:8087/${name}`, tag: `1.${i}.0`, digest: `sha256:${sha(name + i)}` });
const PIPELINE = [
  ['build', 'ci.build', [], 'SUCCEEDED', 41], ['plan', 'iac.plan', [], 'SUCCEEDED', 12], ['deploy', 'cd.deploy', ['build', 'plan'], 'SUCCEEDED', 9],
  ['verify', 'monitoring.verify', ['deploy'], 'SUCCEEDED', 60], ['promote', 'cd.promote', ['verify'], 'SUCCEEDED', 4], ['rollback', 'cd.rollback', ['verify'], 'FAILED', 3], ['costs', 'finops.import', ['promote'], 'ALWAYS', 2],
];

const RESULTS = {
  build: (a, i) => ({ commit: commitOf(a.name + i), version: `1.${i}.0`, image: image(a.name, i), tests: { passed: 128, failed: 0, skipped: 2, durationMillis: 8420, failures: [] } }),
  deploy: (a, i) => ({ environment: 'production', revision: i, endpoint: 'http://127.0.0.1:9101/' }),
  verify: () => ({ verdict: 'PASS', reason: 'Error ratio 0.1 % (limit 1 %), p95 latency 84 ms (limit 250 ms) over 60 s and 1,412 requests.' }),
};
const WITH = {
  build: { steps: [{ name: 'test', run: './gradlew test' }], reports: ['build/test-results/**/*.xml'], image: { base: 'scratch', copy: ['build/app'], port: 8080 } },
  deploy: { environment: 'production', strategy: 'canary' }, verify: { environment: 'production', seconds: 60 },
};

/** outcome: good | broken (verdict fails, rolled back) | tests (build fails) | running | cancelled */
function makeRun(application, i, seconds, outcome) {
  let at = seconds;
  let reached = true;
  const stages = PIPELINE.map(([id, uses, needs, when, took]) => {
    const stage = { id, uses, needs, when, state: 'PENDING', attempt: 1, commandId: null, startedAt: null, finishedAt: null, percent: null, message: null, parameters: WITH[id] ?? {}, result: null, problem: null };
    const ran = (state) => { stage.state = state; stage.commandId = `${outcome}-${id}-${i}`; stage.startedAt = ago(at); at -= took; stage.finishedAt = ago(at); };
    if (outcome === 'good') { if (id === 'rollback') stage.state = 'SKIPPED'; else { ran('SUCCEEDED'); stage.result = RESULTS[id]?.(application, i) ?? {}; } }
    if (outcome === 'broken') {
      if (id === 'verify') { ran('FAILED'); stage.result = { verdict: 'FAIL', reason: 'Error ratio 14.2 % (limit 1 %) over 60 s and 1,377 requests.' }; stage.problem = { type: 'urn:hexad:problem:verdict-failed', title: 'The verdict on the rollout is not a pass', status: 422, detail: 'The canary answers 14.2 % of its requests with an error; the limit is 1 %. It is rolled back.' }; }
      else if (id === 'promote') stage.state = 'SKIPPED';
      else { ran('SUCCEEDED'); stage.result = RESULTS[id]?.(application, i) ?? {}; }
    }
    if (outcome === 'tests') {
      if (id === 'build') { ran('FAILED'); stage.result = { commit: commitOf(application.name + i), tests: { passed: 126, failed: 2, skipped: 0, durationMillis: 7900, failures: [{ suite: 'com.example.checkout.TotalsTests', test: 'roundsHalfToEven', message: 'expected: <2.34> but was: <2.35>' }, { suite: 'com.example.checkout.TotalsTests', test: 'keepsTheCurrency', message: null }] } }; stage.problem = { type: 'urn:hexad:problem:step-failed', title: 'A step ended with an error', status: 422, detail: 'Step "test" ended with exit code 1; 2 of 128 tests failed.' }; }
      else if (id === 'plan' || id === 'costs') ran('SUCCEEDED');
      else stage.state = 'SKIPPED';
    }
    if (outcome === 'running' && reached) {
      if (id === 'verify') { stage.state = 'RUNNING'; stage.commandId = 'live'; stage.startedAt = ago(22); stage.percent = 37; stage.message = 'Watching the canary'; reached = false; }
      else { ran('SUCCEEDED'); stage.result = RESULTS[id]?.(application, i) ?? {}; }
    }
    if (outcome === 'cancelled') { if (id === 'build') ran('CANCELLED'); else stage.state = 'CANCELLED'; }
    return stage;
  });
  const state = { good: 'SUCCEEDED', broken: 'FAILED', tests: 'FAILED', running: 'RUNNING', cancelled: 'CANCELLED' }[outcome];
  const reason = { broken: 'Stage verify failed: the verdict on the rollout is not a pass', tests: 'Stage build failed: 2 tests failed', cancelled: 'Superseded by a newer push' }[outcome] ?? null;
  return { id: `0193f0bb-0000-7000-8000-${sha(`run${application.name}${i}`).slice(0, 12)}`, name: `Push to ${application.name}`, applicationId: application.id, application: application.name, state, change: change(application, i), createdAt: ago(seconds), finishedAt: state === 'RUNNING' ? null : ago(at), reason, version: 12, stages };
}

const [checkout, catalogue, mailer] = applications;
export const runs = [
  makeRun(catalogue, 12, 96, 'running'), makeRun(checkout, 8, 1500, 'broken'), makeRun(checkout, 7, 5400, 'good'), makeRun(mailer, 4, 9000, 'good'), makeRun(checkout, 6, 12600, 'tests'),
  makeRun(catalogue, 11, 19000, 'good'), makeRun(mailer, 3, 31000, 'cancelled'), ...Array.from({ length: 16 }, (_, i) => makeRun(applications[i % 3], 30 + i, 60000 + i * 21000, i % 6 === 4 ? 'tests' : 'good')),
];

const deployment = (application, environment, revision, state, seconds, run, reason = null) => ({ id: randomUUID(), applicationId: application.id, application: application.name, environment, revision, state, target: environment === 'production' ? 'docker' : 'local', image: image(application.name, revision), commit: commitOf(application.name + revision), author: AUTHORS[revision % 2], runId: run?.id ?? null, startedAt: ago(seconds), updatedAt: ago(Math.max(1, seconds - 60)), reason });
export const deployments = [
  deployment(catalogue, 'production', 12, 'CANARY', 40, runs[0]), deployment(catalogue, 'production', 11, 'STABLE', 18900, runs[5]), deployment(catalogue, 'staging', 12, 'STABLE', 60, runs[0]),
  deployment(checkout, 'production', 8, 'ROLLED_BACK', 1400, runs[1], 'The canary verdict failed'), deployment(checkout, 'production', 7, 'STABLE', 5300, runs[2]), deployment(checkout, 'production', 6, 'SUPERSEDED', 90000), deployment(checkout, 'production', 5, 'SUPERSEDED', 180000), deployment(checkout, 'production', 4, 'FAILED', 200000, null, 'Not healthy in 60 s'), deployment(checkout, 'production', 3, 'SUPERSEDED', 260000), deployment(checkout, 'production', 2, 'SUPERSEDED', 300000),
  deployment(checkout, 'staging', 9, 'STABLE', 1450, runs[1]), deployment(mailer, 'production', 4, 'STABLE', 8900, runs[3]),
];

export const alerts = [
  { id: randomUUID(), applicationId: checkout.id, environment: 'production', severity: 'critical', title: 'Error ratio of checkout is 14.2 %', description: 'The canary of revision 8 answered 196 of 1,377 requests with an error; the limit is 1 %.', state: 'FIRING', suspects: [{ deploymentId: deployments[3].id, revision: 8, commit: deployments[3].commit, author: AUTHORS[0], runId: runs[1].id, evidence: 'Errors began 14 s after revision 8 took traffic; revision 7 stayed at 0.1 %.' }], raisedAt: ago(1340), resolvedAt: null, resolution: null },
  { id: randomUUID(), applicationId: mailer.id, environment: 'production', severity: 'warning', title: 'Queue of mailer grows', description: '4,100 messages wait, 3.2 times the usual for this hour.', state: 'FIRING', suspects: [], raisedAt: ago(420), resolvedAt: null, resolution: null },
  { id: randomUUID(), applicationId: catalogue.id, environment: 'production', severity: 'warning', title: 'p95 latency of catalogue is 480 ms', description: 'Limit 250 ms for 5 minutes.', state: 'RESOLVED', suspects: [{ deploymentId: deployments[1].id, revision: 10, commit: commitOf('x'), author: AUTHORS[1], runId: null, evidence: 'Latency rose with revision 10 and fell with revision 11.' }], raisedAt: ago(40000), resolvedAt: ago(38200), resolution: 'back in range for 10 minutes' },
];

export const tokens = [
  { id: randomUUID(), name: 'bootstrap', role: 'admin', scopes: [], createdAt: ago(90000), createdBy: 'installation', expiresAt: null, lastUsedAt: ago(3), revokedAt: null },
  { id: randomUUID(), name: 'deploy script', role: 'operator', scopes: [], createdAt: ago(60000), createdBy: 'admin', expiresAt: ago(-7000000), lastUsedAt: ago(1500), revokedAt: null },
  { id: randomUUID(), name: 'wall screen', role: 'viewer', scopes: [], createdAt: ago(300000), createdBy: 'admin', expiresAt: null, lastUsedAt: null, revokedAt: ago(2000) },
];
export const secrets = [{ name: 'github-token', updatedAt: ago(80000), updatedBy: 'admin' }, { name: 'registry-password', updatedAt: ago(50000), updatedBy: 'admin' }];

export const ledger = [];
export function record(type, subject, correlationid, data) {
  const sequence = ledger.length + 1;
  const at = new Date().toISOString();
  const item = { sequence, recordedAt: at, hash: sha(`${sequence}${type}`), envelope: { specversion: '1.0', id: randomUUID(), source: `/agents/${type.split('.')[2]}`, type, subject, time: at, tenant: 'default', correlationid, causationid: null, data } };
  ledger.push(item);
  return item;
}
for (const run of [...runs].reverse()) {
  record('dev.hexad.ci.change.received.v1', run.applicationId, run.id, { change: run.change });
  record('dev.hexad.run.started.v1', run.id, run.id, { runId: run.id, name: run.name, application: run.application });
  for (const stage of run.stages.filter((one) => one.commandId)) {
    record('dev.hexad.run.stage.changed.v1', run.id, run.id, { runId: run.id, stage: stage.id, from: stage.state === 'RUNNING' ? 'PENDING' : 'RUNNING', to: stage.state, commandId: stage.commandId });
  }
  if (run.finishedAt) record('dev.hexad.run.finished.v1', run.id, run.id, { runId: run.id, state: run.state, reason: run.reason });
}
