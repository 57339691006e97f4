// What the newer pages read, as plain answers by path. Nothing here changes when it is acted upon.
import { applications, deployments, runs } from './fake-data.mjs';
import { planPart } from './fake-iac.mjs';

const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const page = (items) => ({ items, nextCursor: null });
const [application] = applications;
const [deployment] = deployments;
const run = runs[0];
const hash = `sha256:${'34'.repeat(32)}`;
const digest = `sha256:${'56'.repeat(32)}`;
const node = (kind, key, name, state = null) => ({ kind, key, name, state, firstSeen: ago(4000), lastSeen: ago(60) });
const edge = (from, relation, to) => ({ fromKind: from.kind, fromKey: from.key, relation, toKind: to.kind, toKey: to.key, since: ago(3000), sequence: 1 });
const commit = node('COMMIT', deployment.commit, deployment.commit);
const started = node('RUN', run.id, run.name, run.state);
const image = node('IMAGE', digest, 'registry/checkout');
const deployed = node('DEPLOYMENT', deployment.id, `${deployment.application} ${deployment.environment} #${deployment.revision}`, 'STABLE');
const alert = node('ALERT', 'a-1', 'Error ratio is 14 %', 'FIRING');
const graph = { nodes: [commit, started, image, deployed, alert], edges: [edge(commit, 'started', started), edge(started, 'built', image), edge(image, 'deployed by', deployed), edge(deployed, 'suspected of', alert)], complete: true };
const KINDS = ['deployment-stable', 'deployment-started', 'verdict-pass', 'configuration', 'drift', 'alert', 'apply', 'cost'];
const changes = KINDS.map((kind, i) => ({ sequence: 90 - i, eventId: `e-${i}`, at: ago(300 + i * 2400), kind, subjectKind: 'DEPLOYMENT', subjectKey: deployment.id, applicationId: deployment.applicationId, environment: deployment.environment, title: `${deployment.application} revision ${deployment.revision}: ${kind.replaceAll('-', ' ')}`, author: deployment.author, commit: deployment.commit, runId: run.id, early: false, amount: kind === 'cost' ? 12.5 : null, currency: kind === 'cost' ? 'USD' : null }));
const asked = { kind: 'approval', needed: 2, approvers: [], authorMayApprove: false, input: { type: 'object', properties: { region: { type: 'string', enum: ['eu', 'us'], default: 'eu' }, percent: { type: 'integer', minimum: 1, maximum: 100 } } }, message: 'Pick the region and look at what is destroyed.', subject: hash, since: ago(900), decisions: [{ by: 'token:bob', approved: true, comment: 'fine', at: ago(300) }] };
const waiting = { runId: run.id, run: run.name, applicationId: application.id, application: application.name, stage: 'ok', kind: 'gate.approval', since: ago(900), message: '1 of 2 approvals (token:bob)', gate: asked };
const plugin = { id: 'chat', displayName: 'Chat', description: 'Tells a channel what happens.', version: '1.0.0', publisher: 'Example Org', state: 'ENABLED', presence: 'UP', transport: 'HTTP', origin: 'URL', reference: 'https://example.org/chat.json', digest, scopes: ['runs:read', 'events:read'], installedAt: ago(90000), installedBy: 'token:admin', actions: ['DISABLE', 'UPGRADE', 'RENEW_TOKEN'] };
const usage = (capability, commands) => ({ agent: 'ci', capability, commands, succeeded: commands - 1, failed: 1, cancelled: 0, retried: 2, success: (commands - 1) / commands, p50Seconds: 61, p95Seconds: 240, queueP50Seconds: 0.4, queueP95Seconds: 12, minutes: commands * 1.3, cost: { amount: '0.4187', currency: 'USD' } });
const differences = [{ op: 'replace', path: '/maxParallelBuilds', before: 2, after: 4 }, { op: 'add', path: '/labels/team', after: 'shop' }];
const lease = { resources: ['environment:production'], requestedAt: ago(200), expiresAt: ago(-300), reason: null, runId: null, stage: null };
const suspect = { score: 0.82, parts: { distance: 1, time: 0.91, kind: 0.9, evidence: 1 }, change: { ...changes[0], distance: 0 }, evidence: ['it was deployed 4 minutes before', 'its verdict was a failure'] };

const ANSWERS = [
  ['GET', /^\/changes$/, page(changes)],
  ['GET', /^\/graph\/(up|down)stream$/, graph],
  ['GET', /^\/graph\/lineage$/, { graph, costs: { USD: 12.5 } }],
  ['GET', /^\/dora$/, { from: ago(2592000), to: ago(0), deployments: 12, perDay: 0.4, leadSamples: 11, leadP50Seconds: 5400, leadP90Seconds: 183600, begun: 14, failed: 2, failureShare: 0.143, restoreSamples: 2, restoreP50Seconds: 1260, restoreP90Seconds: 4000 }],
  ['GET', /^\/ownership$/, [{ what: 'alerts', all: 4, withoutOwner: 1, share: 0.25 }, { what: 'deployments', all: 14, withoutOwner: 0, share: 0 }]],
  ['GET', /^\/suspects$/, { at: ago(600), signal: 'errors', verdict: 'suspects', reason: '1 of 3 changes are near enough', considered: 3, suspects: [suspect] }],
  ['GET', /^\/gates$/, page([waiting, { ...waiting, stage: 'soak', kind: 'gate.soak', message: 'soaks for 10 minutes more', gate: { kind: 'soak', since: ago(300), decisions: [] } }])],
  ['GET', /^\/runs\/[^/]+\/stages\/[^/]+\/plan$/, { hash, parts: [planPart], impact: { dependents: ['shop'], objectives: [{ objective: 'availability', environment: 'production', remaining: 0.425, burnRate: 1.25 }], firing: [] } }],
  ['GET', /^\/runs\/[^/]+\/trace$/, []],
  ['GET', /^\/plugins$/, page([plugin])],
  ['GET', /^\/plugins\/chat$/, plugin],
  ['POST', /^\/plugins\/inspect$/, { ...plugin, digest, source: 'URL', version: '2.0.0', capabilities: [{ name: 'chat.send', description: 'Sends a message.', parametersSchema: {}, resultSchema: {} }], emits: [], wants: ['dev.hexad.run.finished.v1'], scopes: [{ scope: 'runs:read', granted: true }, { scope: 'secrets:read', granted: false, objection: 'no agent may read secrets' }], views: [], configurationSchema: {}, defaultConfiguration: { channel: 'ops' }, present: { version: '1.0.0', state: 'ENABLED', same: false }, installable: true, needsForce: true, findings: [{ level: 'BREAKING', where: '/capabilities/0', message: "'chat.post' is gone; 2 pipelines use it" }] }],
  ['POST', /^\/plugins(\/chat\/(upgrade|token))?$/, { plugin, enrolmentToken: 'hxe_made_up_for_development_only' }],
  ['GET', /^\/analytics\/agents$/, { from: ago(86400), to: ago(0), items: [usage('ci.build', 41), usage('ci.scan', 12)] }],
  ['GET', /^\/agents\/[^/]+\/configuration\/diff$/, { from: 1, to: 2, differences }],
  ['GET', /^\/configuration\/drift$/, { state: 'DRIFTED', at: ago(5), source: '/etc/hexad/configuration', applies: false, appliedAt: null, plan: { applied: false, changes: [{ agentId: 'ci', environment: '', differences }], onlyRunning: ['cost'], plugins: [], errors: [] }, problem: null }],
  ['GET', /^\/leases$/, page([{ ...lease, id: 'l-1', holder: 'token:admin', reason: 'maintenance', granted: true, token: 17, position: 0, waitsFor: [], grantedAt: ago(180) }, { ...lease, id: 'l-2', holder: `run:${run.id}`, runId: run.id, stage: 'deploy', granted: false, token: null, position: 1, waitsFor: ['token:admin'], grantedAt: null }])],
  ['GET', /^\/hooks$/, page([{ id: 'h-1', name: 'Chat bridge', url: 'https://chat.example.org/hexad', types: ['dev.hexad.run.*'], applicationId: null, secretName: null, enabled: true, disabledReason: null, failingSince: ago(4000), version: 4, createdAt: ago(90000), createdBy: 'token:admin' }])],
  ['GET', /^\/hooks\/h-1\/deliveries$/, page([{ id: 'd-7', messageId: 'm-7', eventType: 'dev.hexad.run.finished.v1', state: 'FAILED', attempts: 8, nextAttemptAt: null, responseStatus: 503, responseBody: 'try later', error: 'the receiver answered 503', durationMillis: 120, createdAt: ago(700), finishedAt: ago(100) }])],
  ['POST', /^\/what-if$/, { replayed: 40, different: 1, differences: [{ runId: run.id, run: run.name, createdAt: ago(9000), then: 'SUCCEEDED', now: 'WAITING', stages: [{ stage: 'ok', then: null, now: 'WAITING', laterSeconds: null, why: '0 of 2 approvals' }], waits: ["'ok' asks people"], assumptions: [] }] }],
];

/** The answer to a request, or nothing. */
export function answer(method, path) {
  return ANSWERS.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2];
}
