import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { problem } from '@/test/fake-api';
import { renderAt, WORLD } from '@/test/render';

const VIEWS: [path: string, ready: string | RegExp][] = [
  ['/', 'Error ratio is 14 %'],
  ['/runs', 'Round totals half to even'],
  ['/runs/run-1', 'End of the log.'],
  ['/runs/run-1?stage=verify', 'Only 3 requests arrived.'],
  ['/runs/run-2', 'first line'],
  ['/applications', 'checkout'],
  ['/applications/app-1', /revision 3 serves/],
  ['/agents', 'ci.build'],
  ['/agents/ci', '81.3 %'],
  ['/agents/ci?tab=tests', 'imports all'],
  ['/agents/ci?tab=images', '41 packages'],
  ['/agents/ci?tab=artifacts', 'packages'],
  ['/agents/ci?tab=deliveries', '#7 comes from a fork'],
  ['/agents/ci?tab=runners', 'Running, attempt 2'],
  ['/agents/ci?tab=summary', 'http://127.0.0.1:8081'],
  ['/agents/ci?tab=configuration', 'Keep'],
  ['/agents/ci?tab=figures', '97.5 %'],
  ['/agents/cd', 'Revision 5 waits'],
  ['/agents/cd?tab=history', 'Planned'],
  ['/agents/cd?tab=targets', '1 cluster'],
  ['/agents/cd?tab=git', 'Out of sync'],
  ['/agents/iac', '1 resource drifted'],
  ['/agents/iac?tab=plans', '1 to add, 1 to change, 1 to destroy'],
  ['/agents/iac?tab=drift', 'aws_security_group.web'],
  ['/agents/iac?tab=state', '1 secret'],
  ['/agents/iac?tab=dependencies', '1 workspace is behind'],
  ['/agents/iac?tab=policies', 'older than the rule'],
  ['/agents/iac/plans/p-1', 'no-public-buckets'],
  ['/agents/iac/workspaces/shop-production', 'aws_security_group.web'],
  ['/agents/iac/workspaces/shop-production?tab=versions', 'current'],
  ['/agents/iac/workspaces/shop-production?tab=secrets', 'it is marked as sensitive'],
  ['/agents/iac/workspaces/shop-production?tab=accesses', 'token:anna'],
  ['/agents/finops', 'eu-west-1, Inc.'],
  ['/agents/finops?tab=forecast', 'Better than repeating the last week'],
  ['/agents/finops?tab=anomalies', 'shop revision 7 to prod'],
  ['/agents/finops?tab=budgets', 'Will be used up on 2026-03-28'],
  ['/agents/finops?tab=savings', 'Old snapshot'],
  ['/agents/finops?tab=estimates', 'aws_instance.web'],
  ['/agents/finops?tab=reports', 'the webhook answers 500'],
  ['/agents/finops?tab=sharing', '7.5 %'],
  ['/agents/finops?tab=imports', '2 days without a charge'],
  ['/agents/cloud', 'env=prod'],
  ['/agents/cloud?tab=findings', 'CIS 2.1.4'],
  ['/agents/cloud?tab=acts', 'too large'],
  ['/agents/cloud?tab=tags', '6 of 8, 75 %'],
  ['/agents/cloud?tab=accounts', /slow down/],
  ['/agents/cloud?tab=schedules', 'See the act'],
  ['/agents/cloud?tab=trail', 'Step done'],
  ['/agents/cloud/resources/u-1', 'i-0abc'],
  ['/agents/cloud/acts/a-1', 't3.large'],
  ['/deployments/d-5', '1 of 2 approvals (token:lead)'],
  ['/deployments/d-6', 'more errors than chance explains'],
  ['/changes', 'checkout revision 5 promoted'],
  ['/plugins', 'Chat'],
  ['/plugins/chat/upgrade', /Version 1.0.0 is here/],
  ['/leases', 'Waits as number 1'],
  ['/gates', 'Pick the region.'],
  ['/alerts', 'Errors began with revision 3.'],
  ['/events', 'run.started.v1'],
  ['/settings', 'script'],
  ['/settings?tab=secrets', 'registry-password'],
  ['/settings?tab=hooks', 'Failing'],
  ['/settings?tab=configuration', 'Drifted'],
  ['/settings?tab=appearance', 'As the system'],
  ['/nowhere', 'There is nothing at this address'],
];

const READS = Object.keys(WORLD).filter((key) => key !== 'GET /stream' && key !== 'GET /me');

describe('accessibility', () => {
  it.each(VIEWS)('%s has no violation', async (path, ready) => {
    renderAt(path);
    await screen.findAllByText(ready);
    expect(await violations()).toEqual([]);
  });

  it.each(VIEWS.filter(([path]) => path !== '/nowhere').map(([path]) => path))('%s says so when nothing can be read', async (path) => {
    const denied = () => problem(403, 'forbidden', 'You may not do this', 'The role viewer is needed.');
    renderAt(path, Object.fromEntries(READS.map((key) => [key, denied])));
    if (!path.includes('appearance')) {
      await waitFor(() => expect(screen.getAllByText('You may not do this').length).toBeGreaterThan(0));
    }
    expect(await violations()).toEqual([]);
  });

  it.each(['/', '/runs', '/applications', '/agents', '/alerts', '/gates', '/plugins', '/leases', '/events', '/settings'])('%s says what to do when it is empty', async (path) => {
    renderAt(path, Object.fromEntries(READS.map((key) => [key, { items: [] }])));
    await waitFor(() => expect(screen.queryByText('Loading')).toBeNull());
    expect(document.querySelector('main')?.textContent).toMatch(/No |Nothing/);
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['/agents/cd', 'Nothing of this is deployed'],
    ['/agents/cd?tab=git', 'No environment follows a branch'],
    ['/agents/cd?tab=history', 'No deployment yet'],
    ['/agents/iac', 'No workspace here'],
    ['/agents/iac?tab=plans', 'No plan here'],
    ['/agents/iac?tab=drift', 'No drift is known'],
    ['/agents/iac?tab=state', 'No state is kept'],
    ['/agents/iac?tab=policies', 'No exception is in force'],
    ['/agents/finops', 'No costs yet'],
    ['/agents/finops?tab=forecast', 'No forecast yet'],
    ['/agents/finops?tab=anomalies', 'No anomaly here'],
    ['/agents/finops?tab=budgets', 'No budget is set'],
    ['/agents/finops?tab=savings', 'No saving here'],
    ['/agents/finops?tab=estimates', 'No estimate yet'],
    ['/agents/finops?tab=reports', 'No report was due yet'],
    ['/agents/finops?tab=sharing', 'Nobody pays anything'],
    ['/agents/finops?tab=imports', 'No import yet'],
  ])('%s says that there is nothing', async (path, words) => {
    const lists = [
      ...['GET /cd/environments', 'GET /cd/tracked', 'GET /cd/deployments'],
      ...['GET /finops/costs/sources', 'GET /finops/forecasts', 'GET /finops/forecasts?dimension=service', 'GET /finops/anomalies'],
      ...['GET /finops/budgets', 'GET /finops/showback', 'GET /finops/untagged', 'GET /finops/savings', 'GET /finops/sources', 'GET /finops/imports'],
      ...['GET /finops/estimates', 'GET /finops/estimates/corrections', 'GET /finops/reports'],
      ...['GET /iac/workspaces', 'GET /iac/plans', 'GET /iac/state', 'GET /iac/policies', 'GET /iac/policies/exceptions'],
    ];
    renderAt(path, Object.fromEntries(lists.map((key) => [key, { items: [] }])));
    await screen.findByText(words);
    expect(await violations()).toEqual([]);
  });

  it('holds for the login', async () => {
    renderAt('/', {}, false);
    await screen.findByLabelText('Access token');
    expect(await violations()).toEqual([]);
  });
});
