import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import * as samples from '@/test/cd-samples';
import { problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };
const PLACE = '/cd/tracked/app-1/production';

const at = (answers: Record<string, unknown> = {}) => renderAt('/agents/cd?tab=git', { ...ADMIN, ...answers });

async function press(button: string, role: 'dialog' | 'alertdialog') {
  await userEvent.click(await screen.findByRole('button', { name: button }));
  return within(await screen.findByRole(role));
}

it('shows what differs when it is asked', async () => {
  at();
  const toggle = await screen.findByRole('button', { name: /^2 things, 1 to remove/ });
  expect(screen.queryByText('spec.replicas')).toBeNull();
  await userEvent.click(toggle);
  expect(toggle.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByText('spec.replicas')).toBeTruthy();
});

it('removes only what was shown and ticked', async () => {
  const { api, router } = at({ [`POST ${PLACE}/sync`]: { ...samples.tracked, state: 'SYNCING', runId: 'run-1' } });
  const asked = await press('Sync', 'alertdialog');
  const going = within(asked.getByRole('region', { name: 'What would be removed' }));
  expect(going.getByText('v1/ConfigMap/shop/legacy')).toBeTruthy();
  expect(going.queryByText('apps/Deployment/shop/web')).toBeNull();
  const button = asked.getByRole<HTMLButtonElement>('button', { name: 'Sync' });
  expect(button.disabled).toBe(true);
  await userEvent.click(asked.getByRole('checkbox', { name: 'Remove this one thing' }));
  await userEvent.click(button);
  await waitFor(() => expect(router.state.location.pathname).toBe('/runs/run-1'));
  expect(api.sent('POST').map((one) => [one.path, one.body])).toEqual([
    [`${PLACE}/sync`, { confirmed: true, commit: samples.tracked.commit }],
  ]);
});

it('confirms no removal where none was shown, and says why it was refused', async () => {
  const { api } = at({
    'GET /cd/tracked': { items: [{ ...samples.tracked, items: samples.differences.slice(0, 1) }] },
    [`POST ${PLACE}/sync`]: () => problem(409, 'conflict', 'It is in conflict', 'It would remove things.'),
  });
  const asked = await press('Sync', 'alertdialog');
  expect(asked.queryByRole('checkbox')).toBeNull();
  await userEvent.click(asked.getByRole('button', { name: 'Sync' }));
  expect((await screen.findByRole('alert')).textContent).toContain(
    'Nothing was started: it stands otherwise than what you looked atIt would remove things.',
  );
  expect(api.sent('POST')[0]?.body).toEqual({ confirmed: false, commit: samples.tracked.commit });
});

it('holds with a reason and leaves the rest as it is', async () => {
  const { api } = at({ [`PUT ${PLACE}`]: samples.tracked });
  const asked = await press('Hold', 'dialog');
  await userEvent.type(asked.getByRole('textbox', { name: 'Why' }), 'sale week');
  await userEvent.click(asked.getByRole('button', { name: 'Hold' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(api.sent('PUT')[0]?.body).toEqual({ ...samples.tracked.tracking, held: 'sale week' });
});

it('shows why it is held and what releasing brings', async () => {
  const held = { ...samples.tracked, tracking: { ...samples.tracked.tracking, held: 'sale week' } };
  const { api } = at({ 'GET /cd/tracked': { items: [held] }, [`PUT ${PLACE}`]: samples.tracked });
  expect(await screen.findByText('sale week')).toBeTruthy();
  const asked = await press('Release', 'alertdialog');
  expect(asked.getByText('apps/Deployment/shop/web')).toBeTruthy();
  await userEvent.click(asked.getByRole('button', { name: 'Release' }));
  await waitFor(() => expect(api.sent('PUT')[0]?.body).toEqual(samples.tracked.tracking));
});

it('lets an environment of the board follow a branch', async () => {
  const staging = { ...samples.environment, environment: 'staging' };
  const { api } = at({
    'GET /cd/environments': { items: [samples.environment, staging] },
    'PUT /cd/tracked/app-1/staging': samples.tracked,
  });
  const asked = await press('Follow a branch', 'dialog');
  await asked.findByRole('option', { name: 'checkout in staging' });
  expect(asked.queryByRole('option', { name: 'checkout in production' })).toBeNull();
  await userEvent.selectOptions(asked.getByRole('combobox', { name: 'Environment' }), 'checkout in staging');
  await userEvent.click(asked.getByRole('checkbox', { name: 'Bring it there by itself' }));
  await userEvent.type(asked.getByRole('textbox', { name: 'Paths' }), 'k8s{Enter}{Enter} chart ');
  await userEvent.click(asked.getByRole('button', { name: 'Follow' }));
  await waitFor(() => expect(api.sent('PUT')).toHaveLength(1));
  expect(api.sent('PUT')[0]?.body).toEqual({
    branch: null,
    auto: true,
    prune: false,
    revert: false,
    paths: ['k8s', 'chart'],
    dependsOn: [],
    pollSeconds: null,
    held: null,
  });
});

it('says what cannot be done without the scope', async () => {
  at({ 'GET /me': { subject: 'reader', role: 'viewer', scopes: ['*:read'], tenant: 'default' } });
  const check = await screen.findByRole<HTMLButtonElement>('button', { name: 'Check' });
  expect(check.disabled).toBe(true);
  expect(check.title).toBe('Needs the scope cd:write');
});
