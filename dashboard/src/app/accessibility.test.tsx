import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '@/test/fake-api';
import { inspection } from '@/test/plugin-samples';
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
  ['/deployments/d-5', '1 of 2 approvals (token:lead)'],
  ['/deployments/d-6', 'more errors than chance explains'],
  ['/changes', 'checkout revision 5 promoted'],
  ['/plugins', 'Chat'],
  ['/plugins/chat/upgrade', /Version 1.0.0 is here/],
  ['/gates', 'Pick the region.'],
  ['/alerts', 'Errors began with revision 3.'],
  ['/events', 'run.started.v1'],
  ['/settings', 'script'],
  ['/settings?tab=secrets', 'registry-password'],
  ['/settings?tab=configuration', 'Drifted'],
  ['/settings?tab=appearance', 'As the system'],
  ['/nowhere', 'There is nothing at this address'],
];

// happy-dom has no layout: colours are checked in a real browser.
const RULES = { 'color-contrast': { enabled: false } };

async function violations(within: Document | HTMLElement = document) {
  document.documentElement.lang = 'en';
  const result = await axe.run(within, { rules: RULES });
  return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

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

  it.each(['/', '/runs', '/applications', '/agents', '/alerts', '/gates', '/plugins', '/events', '/settings'])('%s says what to do when it is empty', async (path) => {
    renderAt(path, Object.fromEntries(READS.map((key) => [key, { items: [] }])));
    await waitFor(() => expect(screen.queryByText('Loading')).toBeNull());
    expect(document.querySelector('main')?.textContent).toMatch(/No |Nothing/);
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['/agents/cd', 'Nothing of this is deployed'],
    ['/agents/cd?tab=git', 'No environment follows a branch'],
    ['/agents/cd?tab=history', 'No deployment yet'],
  ])('%s says that there is nothing', async (path, words) => {
    const lists = ['GET /cd/environments', 'GET /cd/tracked', 'GET /cd/deployments'];
    renderAt(path, Object.fromEntries(lists.map((key) => [key, { items: [] }])));
    await screen.findByText(words);
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['/deployments/d-5', 'Approve', 'alertdialog'],
    ['/deployments/d-5', 'Reject', 'alertdialog'],
    ['/deployments/d-6', /^Share/, 'alertdialog'],
    ['/plugins', 'Uninstall Chat', 'alertdialog'],
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

  it('holds for the login', async () => {
    renderAt('/', {}, false);
    await screen.findByLabelText('Access token');
    expect(await violations()).toEqual([]);
  });
});
