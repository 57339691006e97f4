import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt } from '@/test/render';
import { problem } from '@/test/fake-api';

describe('the run page', () => {
  it('shows where the run comes from and opens the stage that failed', async () => {
    renderAt('/runs/run-1');
    expect(await screen.findByRole('heading', { level: 1, name: /Round totals half to even/ })).toBeTruthy();
    expect(screen.getByText('sample-author')).toBeTruthy();
    expect(screen.getByRole('link', { name: '01234567' }).getAttribute('href')).toMatch(/\/checkout\/commit\/0123/);
    expect(screen.getByRole('button', { name: /build.*Failed/ }).getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByText('Step "test" ended with exit code 1.')).toBeTruthy();
    expect(screen.getByText('12 passed')).toBeTruthy();
    expect(screen.getByText('1 failed')).toBeTruthy();
    expect(screen.getByText('roundsHalfToEven')).toBeTruthy();
    expect(screen.getByText('registry/checkout:1.2.0')).toBeTruthy();
  });

  it('shows the log as text, in colour', async () => {
    renderAt('/runs/run-1');
    const log = await screen.findByRole('region', { name: 'Log of build' });
    const red = await within(log).findByText('red');
    expect(red.style.color).toBe('var(--color-ansi-1)');
    expect(within(log).getByText(/<b>not bold<\/b>/)).toBeTruthy();
    expect(log.querySelector('b')).toBeNull();
    expect(await within(log).findByText('End of the log.')).toBeTruthy();
  });

  it('finds lines in the log', async () => {
    renderAt('/runs/run-1');
    await screen.findByText('first line');
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search in the log' }), 'LINE');
    expect(await screen.findByText('1 of 1')).toBeTruthy();
    expect(document.querySelector('mark')?.textContent).toBe('line');
  });

  it('folds the log by step', async () => {
    renderAt('/runs/run-1');
    const step = await screen.findByRole('button', { name: 'Step Compile' });
    await userEvent.click(step);
    expect(step.getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByText('compiled')).toBeNull();
    expect(screen.getByText('12 passed here')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Fold steps' }));
    expect(screen.queryByText('12 passed here')).toBeNull();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search in the log' }), 'compiled');
    expect(await screen.findByText('1 of 1')).toBeTruthy();
  });

  it('links to a line of the log', async () => {
    const { router } = renderAt('/runs/run-1');
    await userEvent.click(await screen.findByRole('link', { name: 'Link to line 4' }));
    expect(router.state.location.search + router.state.location.hash).toBe('?stage=build#L4');
    expect(document.getElementById('log-line-4')?.className).toContain('bg-accent-soft');
  });

  it('shows when each line was written', async () => {
    renderAt('/runs/run-1');
    await screen.findByText('first line');
    expect(document.querySelector('#log-line-1 time')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Times' }));
    expect(document.querySelector('#log-line-1 time')?.getAttribute('datetime')).toBe('2026-01-02T03:04:05.000Z');
  });

  it('shows another stage when it is chosen, with its verdict', async () => {
    const { router } = renderAt('/runs/run-1');
    await userEvent.click(await screen.findByRole('button', { name: /verify/ }));
    expect(screen.getByText('Only 3 requests arrived.')).toBeTruthy();
    expect(screen.getByText('Not enough data')).toBeTruthy();
    expect(router.state.location.search).toBe('?stage=verify');
  });

  it('cancels only after asking', async () => {
    const { api } = renderAt('/runs/run-2', { 'POST /runs/run-2/cancel': {} });
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel run' }));
    expect(api.sent('POST')).toHaveLength(0);
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel the run' }));
    await waitFor(() => expect(api.sent('POST').map((request) => request.path)).toEqual(['/runs/run-2/cancel']));
  });

  it('says what is wrong when there is no such run', async () => {
    renderAt('/runs/run-1', { 'GET /runs/run-1': () => problem(404, 'not-found', 'There is no such thing', 'No run has this id.') });
    expect(await screen.findByText('No run has this id.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('approves at a gate with a comment', async () => {
    const gate = {
      kind: 'approval',
      needed: 2,
      decisions: [{ by: 'token:bob', approved: true, comment: 'fine', at: '2026-01-02T03:04:05Z' }],
      message: 'Look at the plan.',
      subject: 'sha256:1',
    };
    const { api } = renderAt('/runs/run-9', {
      'GET /me': { subject: 'token:anna', role: 'approver', scopes: ['*:read', 'runs:write', '*:approve'], tenant: 'default' },
      'GET /runs/run-9': {
        id: 'run-9',
        name: 'Gated',
        state: 'PAUSED',
        paused: 'paused by token:bob: lunch',
        createdAt: '2026-01-02T03:04:05Z',
        version: 3,
        stages: [{ id: 'ok', uses: 'gate.approval', state: 'WAITING', message: '1 of 2 approvals', gate }],
      },
      'GET /runs/run-9/trace': [
        { id: 'a', name: 'Gated', kind: 'RUN', start: '2026-01-02T03:04:05Z', end: '2026-01-02T03:05:05Z', status: 'RUNNING' },
        { id: 'b', parent: 'a', name: 'ok', kind: 'GATE', start: '2026-01-02T03:04:35Z', end: '2026-01-02T03:05:05Z', status: 'WAITING' },
      ],
      'POST /runs/run-9/stages/ok/decision': {},
      'POST /runs/run-9/resume': {},
    });
    expect(await screen.findByText('Look at the plan.')).toBeTruthy();
    expect(screen.getByText('This run is paused by token:bob: lunch')).toBeTruthy();
    expect(screen.getByText(/token:bob approved: fine/)).toBeTruthy();
    expect(await screen.findByText('30.0 s')).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox', { name: /Comment/ }), 'good');
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    await waitFor(() => expect(api.sent('POST')).toHaveLength(1));
    expect(api.sent('POST')[0]?.body).toEqual({ approved: true, comment: 'good', subject: 'sha256:1' });
    await userEvent.click(screen.getByRole('button', { name: 'Resume run' }));
    await waitFor(() => expect(api.sent('POST')).toHaveLength(2));
  });
});
