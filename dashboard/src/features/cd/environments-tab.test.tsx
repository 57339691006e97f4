import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt } from '@/test/render';
import * as samples from '@/test/samples';

const PLACE = {
  applicationId: 'a-1',
  application: 'shop',
  environment: 'production',
  url: 'https://shop.example.com',
  canaryPercent: 20,
  stable: {
    id: 'd-1',
    revision: 4,
    target: 'kubernetes',
    image: `registry/shop@sha256:${'a'.repeat(64)}`,
    commit: '0123456789abcdef0123456789abcdef01234567',
    author: 'sample-author',
    since: '2026-01-01T00:00:00Z',
    health: 'DEGRADED',
    cause: 'Pod web-1: container app: CrashLoopBackOff.',
    drifted: 2,
  },
  latest: { id: 'd-2', revision: 5, state: 'FAILED', reason: 'It was not healthy', updatedAt: '2026-01-02T00:00:00Z' },
  closed: 'frozen until 2027-01-04T00:00:00Z: holidays',
};

describe('the board of environments', () => {
  it('shows health with its cause, drift, the last deployment and why it is closed', async () => {
    const { api } = renderAt('/agents/cd', {
      'GET /agents/cd': { ...samples.agent, id: 'cd', displayName: 'CD' },
      'GET /cd/environments': { items: [PLACE], nextCursor: null },
    });
    expect(await screen.findByText(/CrashLoopBackOff/)).toBeTruthy();
    expect(screen.getByText('2 things have drifted')).toBeTruthy();
    expect(screen.getByText(/frozen until/)).toBeTruthy();
    expect(screen.getByText('It was not healthy')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Revision 4' }).getAttribute('href')).toBe('/deployments/d-1');
    expect(screen.getByRole('link', { name: 'shop.example.com' })).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Health' }), 'DEGRADED');
    await screen.findByText(/CrashLoopBackOff/);
    expect(api.requests.some((request) => request.path.includes('health=DEGRADED'))).toBe(true);
  });

  it('leads to a deployment that waits', async () => {
    renderAt('/agents/cd');
    const link = await screen.findByRole('link', { name: 'Revision 5 waits' });
    expect(link.getAttribute('href')).toBe('/deployments/d-5');
  });
});
