import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { workspace } from '@/test/iac-samples';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };

describe('the drift inbox', () => {
  it('shows what has drifted and from what to what', async () => {
    renderAt('/agents/iac?tab=drift', { 'GET /iac/workspaces?drift=FAILED&limit=20': { items: [] } });
    await userEvent.click(await screen.findByRole('button', { name: /aws_security_group.web/ }));
    expect(screen.getByText('443').tagName).toBe('DEL');
    expect(screen.getByText('22').tagName).toBe('INS');
    expect(screen.getByText('anna').parentElement?.textContent).toContain('AuthorizeSecurityGroupIngress');
    expect(screen.getByText(/Not known of/).textContent).toContain('terraform_data.note: the state has no id of it');
    expect(screen.getByText(/Cost a month/).textContent).toContain('+12.40 USD');
    expect(screen.queryByText('Could not be looked at')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Destroy' })).toBeNull();
    expect(await violations()).toEqual([]);
  });

  it('adopts after a question that names it', async () => {
    const { api, router } = renderAt('/agents/iac?tab=drift', {
      ...ADMIN,
      'GET /iac/workspaces?drift=FAILED&limit=20': { items: [] },
      'POST /iac/workspaces/shop-production/adopt': { runId: 'run-1' },
    });
    const adopt = await screen.findByRole('button', { name: 'Adopt' });
    await waitFor(() => expect(adopt.hasAttribute('disabled')).toBe(false));
    await screen.findByRole('button', { name: /aws_security_group.web/ });
    await userEvent.click(adopt);
    const asked = within(await screen.findByRole('alertdialog'));
    expect(asked.getByText('aws_security_group.web')).toBeTruthy();
    await userEvent.click(asked.getByRole('button', { name: 'Plan to adopt' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs/run-1'));
    expect(api.sent('POST')).toHaveLength(1);
  });

  it('tells of looks that failed, for they may hide drift', async () => {
    renderAt('/agents/iac?tab=drift', {
      'GET /iac/workspaces?drift=DRIFTED&limit=20': { items: [] },
      'GET /iac/workspaces?drift=FAILED&limit=20': {
        items: [{ ...workspace, driftState: 'FAILED', drifted: 0, driftReason: 'The provider did not answer.' }],
      },
    });
    expect(await screen.findByText('No drift is known')).toBeTruthy();
    expect(await screen.findByText('The provider did not answer.')).toBeTruthy();
  });
});
