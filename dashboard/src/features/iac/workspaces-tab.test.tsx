import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { problem } from '@/test/fake-api';
import { workspace } from '@/test/iac-samples';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };

describe('the workspaces', () => {
  it('say who holds them, what drifted, and how risky the last plan is', async () => {
    const { api } = renderAt('/agents/iac');
    expect(await screen.findByText('1 resource drifted')).toBeTruthy();
    expect(await screen.findByText(/by token:ben/)).toBeTruthy();
    expect(await screen.findByText('High risk')).toBeTruthy();
    expect(screen.getByRole('link', { name: /^Plan of .* for shop-production$/ }).getAttribute('href')).toBe('/agents/iac/plans/p-1');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Drift' }), 'DRIFTED');
    await waitFor(() => expect(api.requests.some((request) => request.path.includes('drift=DRIFTED'))).toBe(true));
    expect(await violations()).toEqual([]);
  });

  it('ask for a plan by itself when it is not among the newest', async () => {
    renderAt('/agents/iac', {
      'GET /iac/plans?limit=200': { items: [] },
    });
    expect(await screen.findByText('High risk')).toBeTruthy();
  });

  it('do not call a state free that could not be read', async () => {
    renderAt('/agents/iac', { 'GET /iac/state': () => problem(503, 'unavailable', 'Not there') });
    expect(await screen.findByText('not known')).toBeTruthy();
    expect(screen.queryByText('free')).toBeNull();
  });

  it('are looked at by a run', async () => {
    const { router } = renderAt('/agents/iac', { ...ADMIN, 'POST /iac/workspaces/shop-production/drift': { runId: 'run-1' } });
    const look = await screen.findByRole('button', { name: 'Look for drift' });
    await waitFor(() => expect(look.hasAttribute('disabled')).toBe(false));
    await userEvent.click(look);
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs/run-1'));
  });

  it('are destroyed only after their name was typed', async () => {
    const { api, router } = renderAt('/agents/iac', { ...ADMIN, 'POST /iac/workspaces/shop-production/destroy': { runId: 'run-1' } });
    const destroy = await screen.findByRole('button', { name: 'Destroy' });
    await waitFor(() => expect(destroy.hasAttribute('disabled')).toBe(false));
    await userEvent.click(destroy);
    const asked = within(await screen.findByRole('alertdialog'));
    const yes = asked.getByRole('button', { name: 'Plan to destroy' });
    expect(yes.hasAttribute('disabled')).toBe(true);
    await userEvent.type(asked.getByRole('textbox', { name: 'Name of the workspace' }), workspace.name);
    await userEvent.click(yes);
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs/run-1'));
    expect(api.sent('POST')).toHaveLength(1);
  });

  it('say why something cannot be done', async () => {
    renderAt('/agents/iac', {
      ...ADMIN,
      'POST /iac/workspaces/shop-production/repair': () => problem(409, 'conflict', 'Conflict', 'Nothing was applied yet.'),
    });
    const repair = await screen.findByRole('button', { name: 'Repair' });
    await waitFor(() => expect(repair.hasAttribute('disabled')).toBe(false));
    await userEvent.click(repair);
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Plan the repair' }));
    expect(await screen.findByText('This cannot be done now')).toBeTruthy();
  });

  it('say that there are none, and that they cannot be read', async () => {
    const { unmount } = renderAt('/agents/iac', { 'GET /iac/workspaces': { items: [] } });
    expect(await screen.findByText('No workspace here')).toBeTruthy();
    unmount();
    renderAt('/agents/iac', { 'GET /iac/workspaces': () => problem(403, 'forbidden', 'You may not do this') });
    expect(await screen.findByText('You may not do this')).toBeTruthy();
  });
});
