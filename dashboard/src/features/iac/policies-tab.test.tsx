import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { problem } from '@/test/fake-api';
import { AT } from '@/test/samples';
import { exception } from '@/test/iac-samples';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };
const TAB = '/agents/iac?tab=policies';

describe('policies', () => {
  it('show their condition, who lets them pass, and their examples', async () => {
    renderAt(TAB);
    await userEvent.click(await screen.findByRole('button', { name: /ask-before-delete/ }));
    expect(screen.getByText('token:anna and administrators')).toBeTruthy();
    const examples = within(screen.getByRole('list', { name: 'Examples of ask-before-delete' }));
    expect(examples.getByText('a database')).toBeTruthy();
    expect(examples.getByText('Is found')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('are excepted with a reason and an end', async () => {
    const { api } = renderAt(TAB, { ...ADMIN, 'POST /iac/policies/exceptions': exception });
    const add = await screen.findByRole('button', { name: 'Add' });
    await waitFor(() => expect(add.hasAttribute('disabled')).toBe(false));
    await userEvent.click(add);
    const asked = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(asked.getByRole('combobox', { name: 'Policy' }), 'ask-before-delete');
    await userEvent.type(asked.getByRole('textbox', { name: 'Workspace' }), 'shop-production');
    await userEvent.type(asked.getByRole('textbox', { name: 'Reason' }), 'we move it');
    expect(await violations(screen.getByRole('dialog'))).toEqual([]);
    await userEvent.click(asked.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.sent('POST')[0]?.body).toMatchObject({
      policy: 'ask-before-delete',
      workspace: 'shop-production',
      reason: 'we move it',
    });
  });

  it('hold again when their exception is ended', async () => {
    const { api } = renderAt(TAB, {
      ...ADMIN,
      'DELETE /iac/policies/exceptions/x-1': () => new Response(null, { status: 204 }),
    });
    const end = await screen.findByRole('button', { name: 'End' });
    await waitFor(() => expect(end.hasAttribute('disabled')).toBe(false));
    await userEvent.click(end);
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'End it' }));
    await waitFor(() => expect(api.sent('DELETE')).toHaveLength(1));
  });

  it('are tried on past plans, starting from one of now', async () => {
    const { api } = renderAt(TAB, {
      'POST /iac/policies/back-test': {
        plans: 40,
        held: 1,
        hits: [
          {
            planId: 'p-1',
            workspace: 'shop-production',
            at: AT,
            findings: [{ policy: 'ask-before-delete', severity: 'OVERRIDE', address: 'aws_db_instance.old', message: 'it is deleted' }],
          },
        ],
      },
    });
    const form = within(await screen.findByRole('form', { name: 'Back-test' }));
    await form.findByRole('option', { name: 'ask-before-delete' });
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Start from' }), 'ask-before-delete');
    fireEvent.change(form.getByRole('textbox', { name: 'Actions' }), { target: { value: 'delete, replace' } });
    await userEvent.click(form.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByText('It would have held 1 of 40 plans')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Plan of shop-production' }).getAttribute('href')).toBe('/agents/iac/plans/p-1');
    expect(api.sent('POST')[0]?.path).toBe('/iac/policies/back-test?plansBack=200');
    expect(api.sent('POST')[0]?.body).toMatchObject({
      types: ['aws_db_*'],
      actions: ['delete', 'replace'],
      violation: 'true',
    });
    expect(await violations()).toEqual([]);
  });

  it('say what is wrong with a condition', async () => {
    renderAt(TAB, {
      'POST /iac/policies/back-test': () => problem(422, 'invalid', 'Invalid', "The policy 'new-policy' cannot be read: 1:4"),
    });
    const form = within(await screen.findByRole('form', { name: 'Back-test' }));
    fireEvent.change(form.getByRole('textbox', { name: 'Must not be (CEL)' }), { target: { value: '1 +' } });
    await userEvent.click(form.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByText('The policy cannot be read')).toBeTruthy();
  });
});
