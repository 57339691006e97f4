import type { Agent, AgentConfiguration, Alert, Application, Deployment, LedgerItem, Run } from '@/lib/api/types';

export const AT = '2026-05-04T10:00:00Z';
export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

export const application: Application = {
  id: 'app-1',
  name: 'checkout',
  repositoryUrl: 'https://github.com/example/checkout.git',
  defaultBranch: 'main',
  createdAt: AT,
  createdBy: 'admin',
};

export const run: Run = {
  id: 'run-1',
  name: 'Push to checkout',
  applicationId: 'app-1',
  application: 'checkout',
  state: 'FAILED',
  reason: 'Stage build failed',
  version: 3,
  createdAt: AT,
  finishedAt: '2026-05-04T10:01:30Z',
  change: {
    applicationId: 'app-1',
    application: 'checkout',
    repositoryUrl: application.repositoryUrl,
    ref: 'refs/heads/main',
    commit: COMMIT,
    author: 'sample-author',
    message: 'Round totals half to even\n\nMore.',
  },
  stages: [
    {
      id: 'build',
      uses: 'ci.build',
      needs: [],
      when: 'SUCCEEDED',
      state: 'FAILED',
      attempt: 1,
      commandId: 'command-1',
      startedAt: AT,
      finishedAt: '2026-05-04T10:01:00Z',
      parameters: { reports: ['**/*.xml'] },
      result: {
        image: { repository: 'registry/checkout', tag: '1.2.0', digest: `sha256:${'ab'.repeat(32)}` },
        tests: {
          passed: 12,
          failed: 1,
          skipped: 2,
          durationMillis: 4200,
          failures: [{ suite: 'TotalsTests', test: 'roundsHalfToEven', message: 'expected 2.34' }],
        },
      },
      problem: { type: 'urn:hexad:problem:step-failed', title: 'A step ended with an error', status: 422, detail: 'Step "test" ended with exit code 1.' },
    },
    { id: 'deploy', uses: 'cd.deploy', needs: ['build'], when: 'SUCCEEDED', state: 'SKIPPED' },
    {
      id: 'verify',
      uses: 'monitoring.verify',
      needs: ['deploy'],
      when: 'ALWAYS',
      state: 'SUCCEEDED',
      commandId: 'command-2',
      startedAt: AT,
      finishedAt: AT,
      result: { verdict: 'NOT_ENOUGH_DATA', reason: 'Only 3 requests arrived.' },
    },
  ],
};

export const runningRun: Run = { ...run, id: 'run-2', state: 'RUNNING', finishedAt: null, reason: null };

export const deployments: Deployment[] = [3, 2, 1].map((revision) => ({
  id: `deployment-${revision}`,
  applicationId: 'app-1',
  application: 'checkout',
  environment: 'production',
  revision,
  state: revision === 3 ? 'STABLE' : 'SUPERSEDED',
  target: 'local',
  image: { repository: 'registry/checkout', tag: `1.${revision}.0`, digest: `sha256:${'cd'.repeat(32)}` },
  commit: COMMIT,
  author: 'sample-author',
  runId: 'run-1',
  startedAt: AT,
  updatedAt: AT,
}));

export const alert: Alert = {
  id: 'alert-1',
  applicationId: 'app-1',
  environment: 'production',
  severity: 'critical',
  title: 'Error ratio is 14 %',
  description: 'The limit is 1 %.',
  state: 'FIRING',
  suspects: [{ deploymentId: 'deployment-3', revision: 3, commit: COMMIT, author: 'sample-author', runId: 'run-1', evidence: 'Errors began with revision 3.' }],
  raisedAt: AT,
};

export const agent: Agent = {
  id: 'ci',
  displayName: 'CI',
  description: 'Builds commits.',
  version: '0.1.0',
  state: 'ENABLED',
  presence: 'UP',
  configurationVersion: 2,
  instances: [
    { id: 'ci-1', baseUrl: 'http://127.0.0.1:8081', startedAt: AT, lastSeenAt: AT, leaseExpiresAt: AT, healthy: true, version: '0.1.0' },
  ],
  capabilities: [{ name: 'ci.build', description: 'Builds.', parametersSchema: {}, resultSchema: {} }],
  emits: ['dev.hexad.ci.build.succeeded.v1'],
  wants: [],
  views: [
    {
      id: 'builds',
      title: 'Builds',
      source: '/builds',
      empty: 'No builds.',
      columns: [
        { field: 'state', title: 'State', format: 'STATUS' },
        { field: 'cost', title: 'Cost', format: 'MONEY' },
        { field: 'page', title: 'Page', format: 'LINK' },
      ],
    },
  ],
};

export const configuration: AgentConfiguration = {
  agentId: 'ci',
  version: 2,
  schema: {
    type: 'object',
    required: ['parallel'],
    properties: {
      parallel: { type: 'integer', minimum: 1, description: 'Builds at the same time.' },
      engine: { type: 'string', enum: ['AUTO', 'DOCKER'] },
      keep: { type: 'boolean' },
      hosts: { type: 'array', items: { type: 'string' } },
      registry: { $ref: '#/$defs/Registry' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
    },
    $defs: { Registry: { type: 'object', properties: { url: { type: 'string' } } } },
  },
  document: { parallel: 2, engine: 'AUTO', keep: false, hosts: ['a.example'], registry: { url: 'r' }, labels: {} },
  defaults: { parallel: 1 },
};

export const event: LedgerItem = {
  sequence: 7,
  recordedAt: AT,
  hash: 'ef'.repeat(32),
  envelope: {
    id: 'event-7',
    source: '/orchestrator',
    type: 'dev.hexad.run.started.v1',
    subject: 'run-1',
    time: AT,
    correlationid: 'run-1',
    data: { name: 'Push to checkout' },
  },
};

export const build = {
  id: 'command-1',
  runId: 'run-1',
  stage: 'build',
  applicationId: 'app-1',
  application: 'checkout',
  ref: 'refs/heads/main',
  commit: 'c'.repeat(40),
  author: 'Ada',
  message: 'Round prices',
  state: 'SUCCEEDED',
  version: '1.2.0',
  image: `127.0.0.1:8081/checkout@sha256:${'a'.repeat(64)}`,
  imageTag: '1.2.0',
  attestation: { sbomDigest: 'sha256:1', provenanceDigest: 'sha256:2', signatureDigest: 'sha256:3', components: 41 },
  testsPassed: 120,
  testsFailed: 0,
  testsSkipped: 1,
  coverage: 81.25,
  steps: [],
  durationMillis: 61_000,
  finishedAt: AT,
};

export const delivery = {
  id: 'delivery-1',
  applicationId: 'app-1',
  application: 'checkout',
  provider: 'github',
  deliveryId: 'd-1',
  kind: 'pull_request',
  verdict: 'HELD',
  reason: '#7 comes from a fork',
  change: { ref: 'refs/pull/7/head', commit: 'd'.repeat(40), author: 'stranger', message: 'Improve' },
  redeliverable: true,
  receivedAt: AT,
};

export const artifact = {
  id: 'artifact-1',
  runId: 'run-1',
  applicationId: 'app-1',
  name: 'packages',
  files: 3,
  bytes: 2_048,
  sha256: 'e'.repeat(64),
  location: 'file:objects',
  createdAt: AT,
  expiresAt: AT,
};

export const openCommand = {
  commandId: 'command-9',
  capability: 'ci.build',
  runId: 'run-2',
  stage: 'integration',
  application: 'checkout',
  attempt: 2,
  receivedAt: AT,
  startedAt: AT,
};
