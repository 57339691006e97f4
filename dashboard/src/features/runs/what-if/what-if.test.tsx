import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';
import { AT } from '@/test/samples';

const REPORT = {
  replayed: 40,
  different: 1,
  differences: [
    {
      runId: 'run-1',
      run: 'Push to checkout',
      createdAt: AT,
      then: 'SUCCEEDED',
      now: 'WAITING',
      stages: [
        { stage: 'ok', now: 'WAITING', why: '0 of 2 approvals' },
        { stage: 'deploy', then: 'SUCCEEDED', now: 'SUCCEEDED', laterSeconds: 187 },
      ],
      waits: ["'ok' asks people"],
      assumptions: [],
    },
  ],
};

const ask = () => userEvent.click(screen.getByRole('button', { name: 'Ask past runs' }));

describe('what if', () => {
  it('asks past runs with a gate more and tells which would differ', async () => {
    const { api } = renderAt('/runs/what-if', { 'POST /what-if': REPORT });
    await screen.findByRole('option', { name: 'checkout' });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Runs of' }), 'checkout');
    await userEvent.type(screen.getByRole('textbox', { name: 'Its name' }), 'ok');
    await userEvent.type(screen.getByRole('textbox', { name: 'Before stage' }), 'deploy');
    fireEvent.change(screen.getByRole('textbox', { name: 'Settings of the gate' }), { target: { value: '{"approvals":2}' } });
    await ask();
    const list = await screen.findByRole('list', { name: 'Runs that differ' });
    expect(screen.getByText('1 of 40 runs would have gone another way')).toBeTruthy();
    expect(within(list).getByText('0 of 2 approvals')).toBeTruthy();
    expect(within(list).getByText('3 m 07 s later')).toBeTruthy();
    expect(within(list).getByRole('link', { name: 'Push to checkout' }).getAttribute('href')).toBe('/runs/run-1');
    expect(api.sent('POST')[0]?.body).toMatchObject({
      applicationId: 'app-1',
      gates: [{ id: 'ok', uses: 'gate.approval', with: { approvals: 2 }, before: 'deploy' }],
    });
    expect(await violations()).toEqual([]);
  });

  it('asks with other stages', async () => {
    const { api } = renderAt('/runs/what-if', { 'POST /what-if': { replayed: 3, different: 0, differences: [] } });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'With' }), 'other stages');
    fireEvent.change(screen.getByRole('textbox', { name: 'Stages' }), { target: { value: '{"build":{"uses":"ci.build"}}' } });
    await ask();
    expect(await screen.findByText('All 3 runs would have gone the same way')).toBeTruthy();
    const [sent] = api.sent('POST');
    expect(sent?.body).toMatchObject({ stages: { build: { uses: 'ci.build' } } });
    expect(sent?.body).not.toHaveProperty('gates');
  });

  it('says when there is no run, and when the question is wrong', async () => {
    const first = renderAt('/runs/what-if', { 'POST /what-if': { replayed: 0, different: 0, differences: [] } });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Its name' }), 'ok');
    await ask();
    expect(await screen.findByText('No run ended in this time')).toBeTruthy();
    first.unmount();
    renderAt('/runs/what-if', { 'POST /what-if': () => problem(422, 'invalid', 'The content breaks a rule', "'approvals' must be at least 1") });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Its name' }), 'ok');
    await ask();
    await waitFor(() => expect(screen.getByText("'approvals' must be at least 1")).toBeTruthy());
  });
});
