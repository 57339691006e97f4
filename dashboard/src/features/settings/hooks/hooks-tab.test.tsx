import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { problem } from '@/test/fake-api';
import { hook, hookDelivery } from '@/test/hook-samples';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'token:admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };
const at = (answers: Record<string, unknown> = {}) => renderAt('/settings?tab=hooks', { ...ADMIN, ...answers });
const enabled = async (name: string) => {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false));
  return button;
};

describe('outgoing webhooks', () => {
  it('show what was sent and what came back, and send it again', async () => {
    const { api } = at({ 'POST /hooks/hook-1/deliveries/delivery-7/redeliver': { ...hookDelivery, state: 'PENDING' } });
    expect(await screen.findByText('Failing')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Chat bridge' }));
    const log = await screen.findByRole('region', { name: 'Delivery log of Chat bridge' });
    expect(within(log).getByText('the receiver answered 503')).toBeTruthy();
    expect(within(log).getByText('try later')).toBeTruthy();
    await userEvent.click(await enabled('Send dev.hexad.run.finished.v1 again'));
    await waitFor(() => expect(api.sent('POST')[0]?.path).toBe('/hooks/hook-1/deliveries/delivery-7/redeliver'));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Deliveries of Chat bridge' }), 'Failed');
    await waitFor(() => expect(api.requests.some((one) => one.path === '/hooks/hook-1/deliveries?state=FAILED&limit=25')).toBe(true));
  });

  it('are made with a secret that is shown once', async () => {
    const { api } = at({ 'POST /hooks': { ...hook, secret: 'whsec_once' } });
    await userEvent.click(await enabled('Send events to a URL'));
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Pager');
    await userEvent.type(screen.getByRole('textbox', { name: 'URL' }), 'https://pager.example.org/');
    await userEvent.click(screen.getByRole('button', { name: 'Create' }));
    expect(await screen.findByText('whsec_once')).toBeTruthy();
    expect(api.sent('POST')[0]?.body).toEqual({
      name: 'Pager',
      url: 'https://pager.example.org/',
      types: ['dev.hexad.run.*'],
      enabled: true,
    });
  });

  it('are changed at the version that was read', async () => {
    const { api } = at({ 'PUT /hooks/hook-1': () => problem(412, 'stale', 'It has changed') });
    await userEvent.click(await enabled('Change Chat bridge'));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Sends' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Somebody changed it meanwhile')).toBeTruthy();
    expect(api.sent('PUT')[0]?.headers.get('If-Match')).toBe('"4"');
    expect(api.sent('PUT')[0]?.body).toMatchObject({ name: 'Chat bridge', applicationId: 'app-1', enabled: false });
  });

  it('are tried and deleted', async () => {
    const { api } = at({ 'POST /hooks/hook-1/test': hookDelivery, 'DELETE /hooks/hook-1': () => new Response(null, { status: 204 }) });
    await userEvent.click(await enabled('Try Chat bridge'));
    expect(await screen.findByRole('region', { name: 'Delivery log of Chat bridge' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Delete Chat bridge' }));
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(api.sent('DELETE')).toHaveLength(1));
  });

  it('say that there are none, and what cannot be read', async () => {
    const first = at({ 'GET /hooks': { items: [] } });
    expect(await screen.findByText('No events are sent to other systems')).toBeTruthy();
    first.unmount();
    at({ 'GET /hooks': () => problem(403, 'forbidden', 'You may not do this') });
    expect(await screen.findByText('You may not do this')).toBeTruthy();
  });
});
