import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { problem } from '@/test/fake-api';
import { approval } from '@/test/gate-samples';
import { renderAt } from '@/test/render';

const DECISION = 'POST /runs/run-2/stages/ok/decision';
const ANNA = {
  'GET /me': { subject: 'token:anna', role: 'approver', scopes: ['*:read', '*:approve'], tenant: 'default' },
};

const open = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Approval: Push to checkout, ok' }));
  return screen.findByRole('form', { name: 'Decide at ok' });
};

describe('the inbox of gates', () => {
  it('says what waits for the reader and what opens by itself', async () => {
    renderAt('/gates', ANNA);
    const list = await screen.findByRole('list', { name: 'Waiting gates' });
    await within(list).findByText('Waits for you');
    expect(within(list).getByText('Opens by itself')).toBeTruthy();
    expect(within(list).getAllByRole('link', { name: 'Open the run' })[0]?.getAttribute('href')).toBe('/runs/run-2?stage=ok');
    expect(screen.getByRole('link', { name: /Gates\s*2 waiting/ })).toBeTruthy();
  });

  it('does not ask who has decided already, or is not named', async () => {
    renderAt('/gates', { 'GET /me': { ...ANNA['GET /me'], subject: 'token:bob' } });
    expect(await screen.findByText('Waits for people')).toBeTruthy();
    expect(screen.queryByText('Waits for you')).toBeNull();
  });

  it('approves the plan that was read, with the input in its types', async () => {
    const { api } = renderAt('/gates', { ...ANNA, [DECISION]: {} });
    const form = await open();
    expect(await screen.findByText('The decision is on exactly this plan')).toBeTruthy();
    expect(screen.getByText(/42.5 %/)).toBeTruthy();
    expect(screen.getByText('May decide: anna, bob; not the author of the commit')).toBeTruthy();
    await userEvent.selectOptions(within(form).getByRole('combobox', { name: /Region/ }), 'us');
    await userEvent.type(within(form).getByRole('spinbutton', { name: 'Percent' }), '25');
    await userEvent.click(within(form).getByRole('button', { name: 'Approve' }));
    await waitFor(() => expect(api.sent('POST')).toHaveLength(1));
    expect(api.sent('POST')[0]?.body).toEqual({
      approved: true,
      input: { region: 'us', percent: 25 },
      subject: approval.gate.subject,
    });
  });

  it('rejects with a comment and without input', async () => {
    const { api } = renderAt('/gates', { ...ANNA, [DECISION]: {} });
    const form = await open();
    await userEvent.type(within(form).getByRole('textbox', { name: /Comment/ }), 'too late');
    await userEvent.click(within(form).getByRole('button', { name: 'Reject' }));
    await waitFor(() => expect(api.sent('POST')[0]?.body).toEqual({ approved: false, comment: 'too late', subject: approval.gate.subject }));
  });

  it('shows a finding where it belongs', async () => {
    renderAt('/gates', {
      ...ANNA,
      [DECISION]: () => problem(422, 'invalid', 'The content breaks a rule', '', [{ where: '/percent', message: 'must be at most 100' }]),
    });
    const form = await open();
    await userEvent.click(within(form).getByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(within(form).getByRole('spinbutton', { name: 'Percent' }).getAttribute('aria-invalid')).toBe('true'),
    );
  });

  it('asks to look again when something else waits', async () => {
    let subject = approval.gate.subject;
    const { api } = renderAt('/gates', {
      ...ANNA,
      'GET /gates': () => ({ items: [{ ...approval, gate: { ...approval.gate, subject } }] }),
      [DECISION]: () => problem(409, 'conflict', 'Not now'),
    });
    const form = await open();
    subject = 'sha256:other';
    await userEvent.click(within(form).getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('Something else waits here now')).toBeTruthy();
    expect(within(form).getByRole('button', { name: 'Approve' }).hasAttribute('disabled')).toBe(true);
    expect(api.sent('POST')).toHaveLength(1);
  });

  it('says that nothing waits, and what cannot be read', async () => {
    const first = renderAt('/gates', { 'GET /gates': { items: [] } });
    expect(await screen.findByText('No run waits at a gate')).toBeTruthy();
    first.unmount();
    renderAt('/gates', { 'GET /gates': () => problem(403, 'forbidden', 'You may not do this') });
    expect(await screen.findByText('You may not do this')).toBeTruthy();
  });
});
