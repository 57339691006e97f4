import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { inspection } from '@/test/plugin-samples';
import { renderAt } from '@/test/render';

describe('accessibility of what opens', () => {
  it.each([
    ['/deployments/d-5', 'Approve', 'alertdialog'],
    ['/deployments/d-5', 'Reject', 'alertdialog'],
    ['/deployments/d-6', /^Share/, 'alertdialog'],
    ['/plugins', 'Uninstall Chat', 'alertdialog'],
    ['/leases', /^Release/, 'alertdialog'],
    ['/settings?tab=hooks', 'Change Chat bridge', 'dialog'],
    ['/agents/cd?tab=git', 'Sync', 'alertdialog'],
    ['/agents/cd?tab=git', 'Hold', 'dialog'],
    ['/agents/cd?tab=git', 'Settings', 'dialog'],
    ['/agents/cd?tab=git', 'Follow a branch', 'dialog'],
  ])('%s holds when %s is asked', async (path, button, role) => {
    renderAt(path, { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } });
    await userEvent.click(await screen.findByRole('button', { name: button }));
    // The page below is out of reach while the question is open, so the question is looked at alone.
    expect(await violations(await screen.findByRole(role))).toEqual([]);
  });

  it('holds for what differs from Git', async () => {
    renderAt('/agents/cd?tab=git');
    await userEvent.click(await screen.findByRole('button', { name: /details of checkout/ }));
    await screen.findByText('Looked at every');
    expect(await violations()).toEqual([]);
  });

  it('holds for the form of a gate', async () => {
    renderAt('/gates');
    await userEvent.click(await screen.findByRole('button', { name: /Approval/ }));
    await screen.findByText('The decision is on exactly this plan');
    expect(await violations()).toEqual([]);
  });

  it('holds for ranked suspects', async () => {
    renderAt('/alerts');
    await userEvent.click(await screen.findByRole('button', { name: 'Rank all changes before it' }));
    await screen.findByText('its verdict was a failure');
    expect(await violations()).toEqual([]);
  });

  it('holds for the inspection of a plugin', async () => {
    renderAt('/plugins/install', { 'POST /plugins/inspect': inspection });
    await userEvent.type(await screen.findByRole('textbox', { name: 'URL' }), 'https://example.org/chat.json');
    await userEvent.click(screen.getByRole('button', { name: 'Inspect' }));
    await screen.findByText('chat.send');
    expect(await violations()).toEqual([]);
  });

  it('holds for what led to a change', async () => {
    renderAt('/changes');
    await userEvent.click(await screen.findByRole('button', { name: 'checkout revision 5 promoted' }));
    await screen.findByText('12.5 USD');
    expect(await violations()).toEqual([]);
  });

  it('holds for orphans', async () => {
    renderAt('/deployments/d-4');
    await userEvent.click(await screen.findByRole('button', { name: 'Look for orphans' }));
    await screen.findByText('no deployment names it');
    expect(await violations()).toEqual([]);
  });

  it('holds for the deliveries of a webhook', async () => {
    renderAt('/settings?tab=hooks');
    await userEvent.click(await screen.findByRole('button', { name: 'Chat bridge' }));
    await screen.findByText('the receiver answered 503');
    expect(await violations()).toEqual([]);
  });
});
