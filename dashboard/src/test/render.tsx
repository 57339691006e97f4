import { render } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { Providers } from '@/app/providers';
import { routes } from '@/app/routes';
import { session } from '@/lib/api/session';
import * as changes from './change-samples';
import * as configuration from './configuration-samples';
import * as cd from './cd-samples';
import * as cloud from './cloud-samples';
import { fakeApi, logAnswer, logStream, openStream } from './fake-api';
import * as finops from './finops-samples';
import * as gates from './gate-samples';
import * as hooks from './hook-samples';
import * as iac from './iac-samples';
import * as monitoring from './monitoring-samples';
import * as plugins from './plugin-samples';
import * as samples from './samples';

const page = (...items: unknown[]) => ({ items, nextCursor: null });

/** A server with a little of everything. */
const BUILD_LOG =
  'first line\n\u001b[31mred\u001b[0m <b>not bold</b>\n' +
  '\u001b[1m▶ Compile\u001b[0m\ncompiled\n\u001b[1m▶ Test\u001b[0m\n12 passed here\n';

export const WORLD: Record<string, unknown> = {
  'GET /stream': () => openStream(),
  'GET /me': { subject: 'admin', role: 'admin', scopes: [], tenant: 'default' },
  'GET /agents': page(samples.agent),
  'GET /agents/ci': samples.agent,
  'GET /agents/ci/configuration': samples.configuration,
  'GET /agents/ci/configuration/versions': page(
    { version: 2, document: {}, createdAt: samples.AT, createdBy: 'admin' },
    { version: 1, document: {}, createdAt: samples.AT, createdBy: 'admin' },
  ),
  'GET /agents/ci/configuration/diff': configuration.compared,
  'GET /analytics/agents': { items: [configuration.usage] },
  'GET /configuration/drift': configuration.drift,
  'GET /ci/builds': page(samples.build),
  'GET /ci/deliveries': page(samples.delivery),
  'GET /ci/artifacts': page(samples.artifact),
  'GET /ci/tests/flaky': page({ suite: 'cart', name: 'adds twice', commits: 2, runs: 9, failures: 3 }),
  'GET /ci/tests/slow': page({ suite: 'cart', name: 'imports all', medianMillis: 4_200, maxMillis: 9_000, runs: 7 }),
  'GET /ci/runners': {
    host: true,
    containers: 'auto',
    docker: { answers: false },
    kubernetes: { known: true, answers: true },
    workers: 4,
    running: [samples.openCommand],
    queued: [],
  },
  'GET /agents/cd': { ...samples.agent, id: 'cd', displayName: 'CD' },
  'GET /cd/environments': page(cd.environment),
  'GET /cd/deployments': page(cd.planned),
  'GET /cd/deployments/d-5': { deployment: cd.planned, observation: null, drift: null },
  'GET /cd/deployments/d-5/gates': cd.gates,
  'GET /cd/deployments/d-6': { deployment: cd.canary, observation: null, drift: null },
  'GET /cd/deployments/d-6/differences': { items: [], hash: 'none' },
  'GET /cd/deployments/d-4': { deployment: cd.stable, observation: null, drift: null },
  'GET /cd/deployments/d-4/differences': { items: [], hash: 'none' },
  'GET /cd/deployments/d-4/orphans': page(cd.orphan),
  'GET /cd/tracked': page(cd.tracked),
  'GET /monitoring/verdicts': page(cd.verdictItem),
  'GET /monitoring/verdicts/v-1': cd.verdict,
  'GET /cd/targets': page({ name: 'kubernetes', available: true, detail: '1 cluster' }),
  'GET /agents/monitoring': { ...samples.agent, id: 'monitoring', displayName: 'Monitoring' },
  'GET /monitoring/incidents': page(monitoring.incident),
  'GET /monitoring/incidents/i-1': monitoring.incidentDetail,
  'GET /monitoring/alerts': page(monitoring.alert),
  'GET /monitoring/alerts/figures': [monitoring.figures],
  'GET /monitoring/silences': page(monitoring.silence),
  'GET /monitoring/signals': page(monitoring.signal, monitoring.failingSignal),
  'GET /monitoring/signals/course': monitoring.course,
  'GET /monitoring/objectives': page(monitoring.objective),
  'GET /monitoring/objectives/checkout-availability': monitoring.objectiveDetail,
  'GET /agents/iac': { ...samples.agent, id: 'iac', displayName: 'IaC' },
  'GET /iac/workspaces': page(iac.workspace),
  'GET /iac/workspaces/shop-production': {
    workspace: iac.workspace,
    drift: iac.drift,
    causes: iac.causes,
    driftCost: iac.driftCost,
  },
  'GET /iac/plans': page(iac.plan),
  'GET /iac/plans/p-1': { plan: iac.plan, changes: iac.changes, drift: iac.drift },
  'GET /iac/dependencies': page(iac.dependency),
  'GET /iac/policies': page(iac.policy),
  'GET /iac/policies/exceptions': page(iac.exception),
  'GET /iac/state': page(iac.stateView),
  'GET /iac/state/shop-production/versions': page(iac.version(3), iac.version(2)),
  'GET /iac/state/shop-production/versions/3': page(iac.resource),
  'GET /iac/state/shop-production/diff': page(iac.stateChange),
  'GET /iac/state/shop-production/secrets': page(iac.secret),
  'GET /iac/state/shop-production/accesses': page(iac.access),
  'GET /agents/finops': { ...samples.agent, id: 'finops', displayName: 'FinOps' },
  'GET /finops/costs/sources': page(finops.source),
  'GET /finops/costs': finops.costs,
  'GET /finops/costs/series': finops.timeline,
  'GET /finops/forecasts': page(finops.forecast),
  'GET /finops/forecasts?dimension=service': page({ ...finops.forecast, dimension: 'service', key: 'compute' }),
  'GET /finops/anomalies': page(finops.anomaly),
  'GET /finops/budgets': page(finops.budget),
  'GET /finops/savings': page(finops.saving),
  'GET /finops/savings/looks': page(finops.asked),
  'GET /finops/machines': page(finops.machine),
  'GET /finops/units': page(finops.unit),
  'GET /finops/units/names': page('deploy', 'run', 'request'),
  'GET /finops/estimates': page(finops.estimate),
  'GET /finops/estimates/corrections': page(finops.correction),
  'GET /finops/reports': page(finops.sentReport),
  'GET /finops/showback': page(finops.share),
  'GET /finops/untagged': page(finops.gap),
  'GET /finops/sources': page(finops.feed),
  'GET /finops/imports': page(finops.imported),
  'GET /agents/cloud': { ...samples.agent, id: 'cloud', displayName: 'Cloud' },
  'GET /cloud/accounts': page(cloud.account),
  'GET /cloud/accounts/shop/scopes': page(cloud.scope),
  'GET /cloud/resources': page(cloud.resource),
  'GET /cloud/resources/u-1': { resource: cloud.resource, raw: { InstanceId: 'i-0abc' } },
  'GET /cloud/resources/u-1/versions': page(cloud.resource, cloud.before),
  'GET /cloud/resources/u-1/diff': { changes: [{ path: '/state', before: 'stopped', after: 'running' }] },
  'GET /cloud/resources/u-1/relations': page({
    verb: 'in',
    outgoing: true,
    type: 'aws.ec2.vpc',
    id: 'vpc-1',
    resource: { ...cloud.resource, uid: 'u-9', type: 'aws.ec2.vpc', name: 'main' },
  }),
  'GET /cloud/views': page({ name: 'Machines', filter: 'type = aws.ec2.instance', sort: 'name' }),
  'GET /cloud/actions': page(cloud.action),
  'GET /cloud/templates': page(cloud.template),
  'GET /cloud/acts': page(cloud.act),
  'GET /cloud/acts/a-1': { act: cloud.act, steps: [cloud.step] },
  'GET /cloud/checks': page(cloud.check),
  'GET /cloud/findings': page(cloud.finding),
  'GET /cloud/findings/f-1': { finding: cloud.finding, check: cloud.check, iac: cloud.iac },
  'GET /cloud/findings/trend': page(cloud.day),
  'GET /cloud/tag-policies': page(cloud.report),
  'GET /cloud/tag-policies/environments/violators': page(cloud.violator),
  'GET /cloud/schedules': page(cloud.schedule),
  'GET /cloud/trail': page(cloud.trail, cloud.cloudTrail),
  'GET /cloud/trail/logs': page(cloud.trailLog),
  'GET /applications': page(samples.application),
  'GET /applications/app-1': samples.application,
  'GET /runs': page(samples.run),
  'GET /runs/run-1': samples.run,
  'GET /runs/run-2': samples.runningRun,
  'GET /ci/commands/command-1/log': logAnswer(BUILD_LOG),
  'GET /ci/commands/command-1/log/stream': logStream(BUILD_LOG),
  'GET /monitoring/commands/command-2/log/stream': logStream(''),
  'GET /deployments': page(...samples.deployments),
  'GET /alerts': page(samples.alert),
  'GET /leases': page(hooks.waits, hooks.held),
  'GET /hooks': page(hooks.hook),
  'GET /hooks/hook-1/deliveries': page(hooks.hookDelivery),
  'GET /plugins': page(plugins.plugin, plugins.enrolled),
  'GET /plugins/chat': plugins.plugin,
  'GET /gates': page(gates.approval, gates.soak),
  'GET /runs/run-2/stages/ok/plan': gates.plan,
  'GET /runs/run-2/stages/soak/plan': gates.plan,
  'GET /changes': page(changes.change, changes.configurationChange),
  'GET /graph/upstream': changes.upstream,
  'GET /graph/downstream': changes.downstream,
  'GET /graph/lineage': changes.lineage,
  'GET /suspects': changes.ranking,
  'GET /dora': changes.measures,
  'GET /ownership': changes.ownership,
  'GET /events': page(samples.event),
  'GET /ledger/verification': { entries: 7, intact: true, headHash: 'ef', brokenAt: null },
  'GET /tokens': page({ id: 't', name: 'script', role: 'viewer', createdAt: samples.AT }),
  'GET /secrets': page({ name: 'registry-password', updatedAt: samples.AT, updatedBy: 'admin' }),
};

/** Renders the whole dashboard at an address, signed in unless told otherwise. */
export function renderAt(path: string, answers: Record<string, unknown> = {}, signedIn = true) {
  const api = fakeApi({ ...WORLD, ...answers });
  if (signedIn) {
    session.signIn('hxd_test');
  } else {
    session.signOut();
  }
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const view = render(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { ...view, api, router };
}
