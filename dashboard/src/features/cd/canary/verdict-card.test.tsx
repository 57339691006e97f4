import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import * as samples from '@/test/cd-samples';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };

const row = (name: RegExp) => screen.findByRole('row', { name });

it('puts the canary beside the stable revision, with units, source and age', async () => {
  renderAt('/deployments/d-6');
  const errors = await row(/Error ratio/);
  expect(within(errors).getAllByRole('cell').map((cell) => cell.textContent).slice(2)).toEqual([
    '8 %',
    '0.5 %',
    '< 0.0001',
    '+7.5 percentage points',
  ]);
  expect((await row(/Latency/)).textContent).toContain('slower in 56 % of pairs');
  const chart = screen.getByRole('img', { name: /Failed requests/ });
  expect(chart.getAttribute('aria-label')).toContain('revision 6 6 %, revision 4 (stable) 0.5 %');
  expect(screen.getByText(/Measured by Monitoring from http:\/\/127.0.0.1:9001\/metrics/).textContent).toContain('ago');
});

it('keeps a watch that goes on apart from its verdict', async () => {
  renderAt('/deployments/d-6', {
    'GET /monitoring/verdicts': { items: [{ ...samples.verdictItem, state: 'RUNNING', givenAt: null }] },
    'GET /monitoring/verdicts/v-1': {
      ...samples.verdict,
      state: 'RUNNING',
      givenAt: null,
      result: { ...samples.verdict.result, verdict: 'NOT_ENOUGH_DATA' },
    },
  });
  expect(await screen.findByText('No verdict yet; so far it would be: not enough data')).toBeTruthy();
  expect(screen.getByText('Running')).toBeTruthy();
});

it('says what was not measured or not recorded', async () => {
  renderAt('/deployments/d-6', {
    'GET /monitoring/verdicts/v-1': {
      id: 'v-1',
      applicationId: 'app-1',
      environment: 'production',
      revision: 6,
      state: 'GIVEN',
      result: {
        verdict: 'NOT_ENOUGH_DATA',
        reason: 'No traffic.',
        requests: 0,
        errors: 0,
        criteria: [
          { name: 'latency', verdict: 'NOT_ENOUGH_DATA', required: true, reason: 'no histogram', candidateValue: null, unit: 'ms' },
        ],
      },
      series: [{ at: samples.verdict.startedAt, candidate: { requests: 0, errors: 0 }, baseline: null }],
    },
  });
  const latency = await row(/Latency/);
  expect(latency.textContent).toContain('not measurednone beside itnot comparednot compared');
  expect(screen.getByText('No request was seen.')).toBeTruthy();
  expect(screen.getByText(/where it read was not recorded/)).toBeTruthy();
});

it('says that nobody judges a canary', async () => {
  renderAt('/deployments/d-6', { 'GET /monitoring/verdicts': { items: [] } });
  expect(await screen.findByText('Nobody judges this canary')).toBeTruthy();
});

it('gives a canary another share as a run', async () => {
  const { api, router } = renderAt('/deployments/d-6', { ...ADMIN, 'POST /runs': { id: 'run-1' } });
  await userEvent.click(await screen.findByRole('button', { name: 'Share: 20 %' }));
  const asked = within(await screen.findByRole('alertdialog'));
  const share = asked.getByRole('textbox', { name: 'Share (%)' });
  expect(asked.getByRole<HTMLButtonElement>('button', { name: 'Give it 20 %' }).disabled).toBe(true);
  await userEvent.clear(share);
  await userEvent.type(share, '100');
  expect(asked.getByRole<HTMLButtonElement>('button', { name: 'Change the share' }).disabled).toBe(true);
  await userEvent.clear(share);
  await userEvent.type(share, '50');
  expect(asked.getByText(/It will get 50 %, and the stable revision 50 %/)).toBeTruthy();
  await userEvent.click(asked.getByRole('button', { name: 'Give it 50 %' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/runs/run-1'));
  expect(api.sent('POST')[0]?.body).toEqual({
    name: 'Give the canary of checkout in production 50 %',
    applicationId: 'app-1',
    stages: { shift: { uses: 'cd.shift', with: { environment: 'production', percent: 50 } } },
  });
});
