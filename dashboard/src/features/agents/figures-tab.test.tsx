import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { usage } from '@/test/configuration-samples';
import type { FakeRequest } from '@/test/fake-api';
import { renderAt } from '@/test/render';
import { AT } from '@/test/samples';

describe('the figures of an agent', () => {
  it('are by capability, with a line for all of them', async () => {
    renderAt('/agents/ci?tab=figures', {
      'GET /analytics/agents': ({ path }: FakeRequest) =>
        path.includes('agent=ci')
          ? { items: [usage, { ...usage, capability: 'ci.scan', commands: 2, success: null, p50Seconds: null }] }
          : { items: [{ ...usage, capability: null, commands: 43 }] },
    });
    const table = await screen.findByRole('region', { name: 'Figures' });
    const [, build, scan, all] = within(table).getAllByRole('row');
    expect(build?.textContent).toContain('97.5 %1 failed1 m 01 s4 m 00 s0.4 s12 s352.30.4187 USD');
    expect(scan?.textContent).toContain('ci.scan2–');
    expect(all?.textContent).toContain('All43');
  });

  it('are asked for a longer time', async () => {
    const { api } = renderAt('/agents/ci?tab=figures');
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Time' }), 'The last 30 days');
    await waitFor(() => {
      const last = api.requests.filter((one) => one.path.startsWith('/analytics')).at(-1);
      const from = new URLSearchParams(last?.path.split('?')[1]).get('from') ?? '';
      expect(Math.round((Date.now() - Date.parse(from)) / 86_400_000)).toBe(30);
    });
  });

  it('say when there are none', async () => {
    renderAt('/agents/ci?tab=figures', { 'GET /analytics/agents': { items: [] } });
    expect(await screen.findByText('No command has ended in this time')).toBeTruthy();
  });
});

describe('two versions of a configuration', () => {
  it('are compared, the newest with the one before at first', async () => {
    const { api } = renderAt('/agents/ci?tab=configuration');
    const list = await screen.findByRole('list', { name: 'Differences' });
    expect(within(list).getByText('/parallel')).toBeTruthy();
    expect(within(list).getByText('Added')).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Compare from' }), 'the defaults');
    await waitFor(() =>
      expect(api.requests.map((one) => one.path).filter((path) => path.includes('/diff'))).toEqual([
        '/agents/ci/configuration/diff?from=1&to=2',
        '/agents/ci/configuration/diff?from=0&to=2',
      ]),
    );
  });

  it('are of one environment', async () => {
    const version = { document: {}, createdAt: AT, createdBy: 'admin' };
    const { api } = renderAt('/agents/ci?tab=configuration', {
      'GET /agents/ci/configuration/versions': {
        items: [
          { ...version, version: 4, environment: 'production' },
          { ...version, version: 3, environment: '' },
          { ...version, version: 2, environment: 'production' },
          { ...version, version: 1, environment: '' },
        ],
      },
    });
    expect(await screen.findAllByText('in force')).toHaveLength(2);
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Compare in' }), 'overlay of production');
    await waitFor(() =>
      expect(api.requests.map((one) => one.path).filter((path) => path.includes('/diff'))).toEqual([
        '/agents/ci/configuration/diff?from=1&to=3',
        '/agents/ci/configuration/diff?from=2&to=4',
      ]),
    );
  });

  it('can be the same', async () => {
    renderAt('/agents/ci?tab=configuration', { 'GET /agents/ci/configuration/diff': { from: 1, to: 2, differences: [] } });
    expect(await screen.findByText('Nothing differs between the two.')).toBeTruthy();
  });
});
