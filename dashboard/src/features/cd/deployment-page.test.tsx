import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt } from '@/test/render';
import type { Deployment } from './types';

const deployment: Deployment = {
  id: 'd-1',
  applicationId: 'a-1',
  application: 'shop',
  environment: 'production',
  revision: 4,
  state: 'SUPERSEDED',
  target: 'kubernetes',
  image: { repository: 'registry/shop', tag: '1.4.0', digest: `sha256:${'a'.repeat(64)}` },
  commit: '0123456789abcdef0123456789abcdef01234567',
  author: 'sample-author',
  startedAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-02T00:00:00Z',
};

const ANSWERS = {
  'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' },
  'GET /cd/deployments/d-1': { deployment, observation: null },
  'GET /cd/deployments/d-1/differences': {
    items: [
      {
        item: 'apps/Deployment/shop/web',
        kind: 'CHANGED',
        fields: [{ path: 'spec.replicas', before: '3', after: '2' }],
      },
    ],
    hash: 'abc',
  },
  'GET /cd/deployments': { items: [deployment] },
};

describe('the deployment page', () => {
  it('brings what is stable to the environment that comes after', async () => {
    const place = { ...deployment, canaryPercent: 0, next: ['live'] };
    const { api, router } = renderAt('/deployments/d-1', {
      ...ANSWERS,
      'GET /cd/deployments/d-1': { deployment: { ...deployment, state: 'STABLE' }, observation: null },
      'GET /cd/environments': { items: [place] },
      'POST /cd/environments/a-1/production/promotions': { runId: 'run-9' },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Promote to live' }));
    const asked = within(await screen.findByRole('alertdialog'));
    await userEvent.click(asked.getByRole('button', { name: 'Promote' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs/run-9'));
    expect(api.sent('POST')[0]?.body).toEqual({ to: 'live' });
  });

  it('promotes a canary by the plan that was shown', async () => {
    const { api } = renderAt('/deployments/d-1', {
      ...ANSWERS,
      'GET /cd/deployments/d-1': { deployment: { ...deployment, state: 'CANARY' }, observation: null },
      'POST /runs': { id: 'run-1' },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Promote' }));
    const asked = within(await screen.findByRole('alertdialog'));
    expect(await asked.findByText('apps/Deployment/shop/web')).toBeTruthy();
    await userEvent.click(asked.getByRole('button', { name: 'Promote' }));
    await waitFor(() => expect(api.sent('POST')).toHaveLength(1));
    expect(api.sent('POST')[0]?.body).toMatchObject({
      stages: { promote: { uses: 'cd.promote', with: { environment: 'production', plan: 'abc' } } },
    });
  });

  it('shows what going back would change, and goes back as a run', async () => {
    const { api, router } = renderAt('/deployments/d-1', {
      ...ANSWERS,
      'POST /runs': { id: 'run-1' },
    });
    const card = await screen.findByText('What going back to this revision would change');
    expect(card).toBeTruthy();
    expect(await screen.findByText('spec.replicas')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Roll back to this' }));
    const asked = within(await screen.findByRole('alertdialog'));
    expect(asked.getByText('apps/Deployment/shop/web')).toBeTruthy();
    await userEvent.click(asked.getByRole('button', { name: 'Roll back' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs/run-1'));
    expect(api.sent('POST')[0]?.body).toEqual({
      name: 'Roll shop in production back to revision 4',
      applicationId: 'a-1',
      stages: { rollback: { uses: 'cd.rollback', with: { environment: 'production', revision: 4, plan: 'abc' } } },
    });
  });

  it('names the cause of ill health and shows the pods below their workload', async () => {
    renderAt('/deployments/d-1', {
      ...ANSWERS,
      'GET /cd/deployments/d-1': {
        deployment: { ...deployment, state: 'STABLE' },
        observation: {
          health: 'DEGRADED',
          cause: 'Pod web-1: container app: CrashLoopBackOff. Its last line: no database',
          resources: [
            { id: 'd', parent: null, kind: 'Deployment', name: 'web', health: 'DEGRADED', message: '0 of 1 ready' },
            { id: 'p', parent: 'd', kind: 'Pod', name: 'web-1', health: 'DEGRADED', message: 'CrashLoopBackOff' },
          ],
          since: '2026-01-02T00:00:00Z',
          observedAt: '2026-01-02T00:00:00Z',
        },
      },
      'GET /cd/deployments/d-1/differences': { items: [], hash: 'none' },
    });
    expect(await screen.findByText(/no database/)).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Resources' }).textContent).toContain('web-1');
    expect(await screen.findByText('No drift')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Roll back to this' })).toBeNull();
  });

  it('looks for orphans only when it is asked to', async () => {
    const { api } = renderAt('/deployments/d-4');
    const asked = () => api.requests.filter((request) => request.path.endsWith('/orphans')).length;
    const look = await screen.findByRole('button', { name: 'Look for orphans' });
    expect(asked()).toBe(0);
    await userEvent.click(look);
    expect(await screen.findByText('no deployment names it')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Orphans' }).textContent).toContain('old-settings');
    expect(asked()).toBe(1);
  });
});
