import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ranking } from '@/test/change-samples';
import { problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';
import { alert } from '@/test/samples';
import { signalOf } from './api';

const rank = async () => userEvent.click(await screen.findByRole('button', { name: 'Rank all changes before it' }));

describe('suspects of an alert', () => {
  it('are ranked with their evidence, as of when the alert was raised', async () => {
    const { api } = renderAt('/alerts');
    await rank();
    const list = await screen.findByRole('list', { name: 'Ranked suspects' });
    expect(within(list).getByText('1. 82 of 100')).toBeTruthy();
    expect(within(list).getByText('its verdict was a failure')).toBeTruthy();
    expect(within(list).getByRole('link', { name: 'Open the run' }).getAttribute('href')).toBe('/runs/run-1');
    expect(screen.getByText('1 of 3 changes are near enough.')).toBeTruthy();
    expect(api.requests.map((one) => one.path)).toContain(
      '/suspects?applicationId=app-1&environment=production&at=2026-05-04T10%3A00%3A00Z&signal=errors&window=PT3H',
    );
  });

  it('are asked for another signal and a longer time', async () => {
    const { api } = renderAt('/alerts');
    await rank();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Signal' }), 'latency');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Time before' }), 'the week before');
    await waitFor(() => expect(api.requests.some((one) => one.path.endsWith('signal=latency&window=P7D'))).toBe(true));
  });

  it('can be none, which is an answer', async () => {
    renderAt('/alerts', {
      'GET /suspects': {
        ...ranking,
        verdict: 'none',
        suspects: [],
        reason: 'what changed is too far away or too long ago',
      },
    });
    await rank();
    const note = (await screen.findByText('Nothing suspicious')).closest('[role=status]');
    expect(note?.textContent).toContain('What changed is too far away or too long ago. 3 changes were looked at.');
  });

  it('say why they cannot be told', async () => {
    renderAt('/alerts', { 'GET /suspects': () => problem(403, 'forbidden', 'You may not do this', 'changes:read') });
    await rank();
    expect(await screen.findByText('You may not do this')).toBeTruthy();
  });

  it('are not asked for without an application', async () => {
    renderAt('/alerts', { 'GET /alerts': { items: [{ ...alert, applicationId: null }] } });
    expect(await screen.findByText(/about no application/)).toBeTruthy();
  });

  it.each([
    ['p95 latency of catalogue is 480 ms', 'latency'],
    ['Error ratio is 14 %', 'errors'],
    ['Memory of cart is at 96 %', 'saturation'],
    ['Spend doubled overnight', 'cost'],
    ['checkout is not available', 'availability'],
  ])('"%s" is about %s', (title, signal) => {
    expect(signalOf({ ...alert, title })).toBe(signal);
  });
});
