import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { problem } from '@/test/fake-api';
import { stateView, version } from '@/test/iac-samples';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };
const VERSIONS = '/agents/iac/workspaces/shop-production?tab=versions';

describe('states', () => {
  it('are listed with their secrets and locks', async () => {
    renderAt('/agents/iac?tab=state');
    const secrets = await screen.findByRole('link', { name: '1 secret' });
    expect(secrets.getAttribute('href')).toBe('/agents/iac/workspaces/shop-production?tab=secrets');
    expect(screen.getByText(/by token:ben/)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('are compared and looked into only when somebody asks', async () => {
    const { api } = renderAt(VERSIONS);
    const compare = await screen.findByRole('button', { name: 'Compare 2 with 3' });
    const looks = () => api.requests.filter(({ path }) => /diff|versions\/3$/.test(path));
    expect(looks()).toEqual([]);
    await userEvent.click(compare);
    expect((await screen.findByText('small')).tagName).toBe('DEL');
    expect(screen.getByText('Changed')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Resources of version 3' }));
    await userEvent.click(await screen.findByRole('button', { name: 'aws_db_instance.main' }));
    expect(screen.getByText('Sensitive, not shown')).toBeTruthy();
    expect(looks()).toHaveLength(2);
    expect(await violations()).toEqual([]);
  });

  it('are restored after a question, and say why not', async () => {
    renderAt(VERSIONS, {
      ...ADMIN,
      'POST /iac/state/shop-production/versions/2/restore': () => problem(409, 'conflict', 'Conflict', 'It is locked by token:ben.'),
    });
    const restore = await screen.findByRole('button', { name: 'Restore version 2' });
    await waitFor(() => expect(restore.hasAttribute('disabled')).toBe(false));
    await userEvent.click(restore);
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Restore' }));
    expect(await screen.findByText('It was not restored')).toBeTruthy();
  });

  it('are unlocked by force', async () => {
    let view: object = stateView;
    const { api } = renderAt('/agents/iac/workspaces/shop-production', {
      ...ADMIN,
      'GET /iac/state': () => ({ items: [view] }),
      'DELETE /iac/state/shop-production/lock': () => {
        view = { current: version(3), secrets: 1 };
        return new Response(null);
      },
    });
    const unlock = await screen.findByRole('button', { name: 'Force unlock' });
    await waitFor(() => expect(unlock.hasAttribute('disabled')).toBe(false));
    expect(await violations()).toEqual([]);
    await userEvent.click(unlock);
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Force unlock' }));
    await waitFor(() => expect(screen.queryByText(/The state is locked/)).toBeNull());
    expect(api.sent('DELETE')).toHaveLength(1);
  });

  it('tell where secrets stand and who had them', async () => {
    renderAt('/agents/iac/workspaces/shop-production?tab=secrets');
    expect(await screen.findByText('it is marked as sensitive')).toBeTruthy();
    await userEvent.click(screen.getByRole('tab', { name: 'Who read and wrote it' }));
    expect(await screen.findByText('token:anna')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });
});
