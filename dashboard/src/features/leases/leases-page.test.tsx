import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'token:admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };

describe('leases', () => {
  it('tell who has what and who waits at which place', async () => {
    renderAt('/leases');
    const [, first, second] = within(await screen.findByRole('region', { name: 'Leases' })).getAllByRole('row');
    expect(first?.textContent).toContain('Heldtoken:adminmaintenance');
    expect(second?.textContent).toContain('Waits as number 1behind token:admin');
    expect(within(second!).getByRole('link', { name: 'Open the run' }).getAttribute('href')).toBe('/runs/run-2?stage=deploy');
    expect(within(second!).queryByRole('button')).toBeNull();
  });

  it('are released after asking', async () => {
    const { api } = renderAt('/leases', { ...ADMIN, 'DELETE /leases/l-1': () => new Response(null, { status: 204 }) });
    const button = await screen.findByRole('button', { name: 'Release environment:production of token:admin' });
    await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false));
    await userEvent.click(button);
    await userEvent.click(screen.getByRole('button', { name: 'Release' }));
    await waitFor(() => expect(api.sent('DELETE')[0]?.path).toBe('/leases/l-1'));
  });

  it('are searched by resource', async () => {
    const { api } = renderAt('/leases');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Resource' }), 'database:orders{Enter}');
    await waitFor(() => expect(api.requests.some((one) => one.path === '/leases?resource=database%3Aorders&limit=100')).toBe(true));
  });

  it('say that nothing is held, and what cannot be read', async () => {
    const first = renderAt('/leases', { 'GET /leases': { items: [] } });
    expect(await screen.findByText('Nothing is held')).toBeTruthy();
    first.unmount();
    renderAt('/leases', { 'GET /leases': () => problem(403, 'forbidden', 'You may not do this') });
    expect(await screen.findByText('You may not do this')).toBeTruthy();
  });
});
