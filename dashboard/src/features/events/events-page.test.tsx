import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { hub } from '@/lib/live/hub';
import { merge } from '@/lib/live/merge';
import { renderAt } from '@/test/render';
import { event } from '@/test/samples';
import { matches } from './matches';

const later = { ...event, sequence: 8, envelope: { ...event.envelope, type: 'dev.hexad.cd.deployment.started.v1' } };

describe('the events page', () => {
  it('adds events as they arrive, and holds them back while paused', async () => {
    renderAt('/events');
    expect(await screen.findByText('run.started.v1')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    act(() => hub.publish(later));
    expect(screen.queryByText('cd.deployment.started.v1')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Go on (1 held back)' }));
    expect(screen.getByText('cd.deployment.started.v1')).toBeTruthy();
  });

  it('opens an event as JSON', async () => {
    renderAt('/events');
    await userEvent.click(await screen.findByRole('button', { name: 'Show event 7' }));
    expect(screen.getByRole('region', { name: 'Event 7' }).textContent).toContain('"id": "event-7"');
    expect(screen.getByRole('link', { name: 'Open the run' }).getAttribute('href')).toBe('/runs/run-1');
  });

  it('says whether the ledger is intact', async () => {
    renderAt('/events', { 'GET /ledger/verification': { entries: 9, intact: false, headHash: 'x', brokenAt: 4 } });
    expect(await screen.findByText('Ledger broken at entry 4')).toBeTruthy();
  });

  it('filters what arrives as the ledger filters what is stored', () => {
    expect(matches(event, {})).toBe(true);
    expect(matches(event, { type: 'dev.hexad.run.started.v1', correlationId: 'run-1' })).toBe(true);
    expect(matches(event, { subject: 'run-2' })).toBe(false);
  });

  it('shows each event once, newest first', () => {
    expect(merge([later, event], [event]).map((item) => item.sequence)).toEqual([8, 7]);
  });
});
