import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';
import { application, run } from '@/test/samples';

describe('an application', () => {
  it('is rolled back by a run of one stage', async () => {
    const { api, router } = renderAt('/applications/app-1', { 'POST /runs': { ...run, id: 'run-2' } });
    const [first] = await screen.findAllByRole('button', { name: 'Roll back' });
    await userEvent.click(first!);
    await userEvent.click(screen.getByRole('button', { name: 'Roll back' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs/run-2'));
    expect(api.sent('POST')[0]?.body).toEqual({
      name: 'Roll back checkout in production to revision 2',
      applicationId: 'app-1',
      stages: {
        rollback: { uses: 'cd.rollback', with: { environment: 'production', applicationId: 'app-1', revision: 2 } },
      },
    });
  });

  it('runs its default branch', async () => {
    const { api } = renderAt('/applications/app-1', { 'POST /runs': run });
    await userEvent.click(await screen.findByRole('button', { name: 'Run the branch' }));
    await waitFor(() => expect(api.sent('POST')[0]?.body).toEqual({ applicationId: 'app-1', ref: 'main' }));
  });
});

describe('registering', () => {
  it('shows the address and the secret to enter at the Git host', async () => {
    renderAt('/applications', {
      'POST /applications': () =>
        Response.json({ application, webhookPath: '/webhooks/github/app-1', webhookSecret: 'shown-once' }, { status: 201 }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Register an application' }));
    await userEvent.type(screen.getByLabelText('Name'), 'checkout');
    await userEvent.type(screen.getByLabelText('Repository URL'), 'https://example.org/x.git');
    await userEvent.click(screen.getByRole('button', { name: 'Register' }));
    expect(await screen.findByText('shown-once')).toBeTruthy();
    expect(screen.getByText(/\/webhooks\/github\/app-1$/)).toBeTruthy();
  });

  it('puts a finding at its field', async () => {
    renderAt('/applications', {
      'POST /applications': () => problem(422, 'invalid', 'The content breaks a rule', '', [{ where: 'name', message: 'is taken' }]),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Register an application' }));
    await userEvent.type(screen.getByLabelText('Name'), 'checkout');
    await userEvent.type(screen.getByLabelText('Repository URL'), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Register' }));
    await waitFor(() => expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true'));
  });
});
