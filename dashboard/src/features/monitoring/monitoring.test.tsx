import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import * as monitoring from '@/test/monitoring-samples';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };

describe('incidents', () => {
  it('names the change that is suspected already in the list', async () => {
    renderAt('/agents/monitoring');
    const row = within(await screen.findByRole('row', { name: /errors is too high/ }));
    expect(row.getByText(/revision 7 of checkout by Ada/)).toBeTruthy();
    expect(row.getByText('90 of 100')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('tells what happened, who was told, and what did not arrive', async () => {
    renderAt('/agents/monitoring/incidents/i-1');
    expect(await screen.findByText('rolling back')).toBeTruthy();
    expect(screen.getByText(/Slack answers 503 \(2 attempts\)/)).toBeTruthy();
    expect(within(screen.getByRole('list', { name: 'Suspected changes' })).getByText('revision 7 of checkout')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('takes a comment and an acknowledgement', async () => {
    const { api } = renderAt('/agents/monitoring/incidents/i-1', {
      ...ADMIN,
      'POST /monitoring/incidents/i-1/comments': {},
      'POST /monitoring/incidents/i-1/acknowledge': {},
    });
    await userEvent.type(await screen.findByLabelText('Comment'), 'restarted');
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    const acknowledge = screen.getByRole('button', { name: 'Acknowledge the incident' });
    await waitFor(() => expect(acknowledge.hasAttribute('disabled')).toBe(false));
    await userEvent.click(acknowledge);
    await waitFor(() => expect(api.sent('POST')).toHaveLength(2));
  });
});

describe('alerts', () => {
  it('lead to where they come from, and nowhere else', async () => {
    const from = (id: string, link: string) => ({ ...monitoring.alert, id, what: { ...monitoring.alert.what, link } });
    renderAt('/agents/monitoring?tab=alerts', {
      'GET /monitoring/alerts?limit=50': {
        items: [from('a', '/agents/finops?tab=anomalies'), from('b', 'https://prometheus.example/graph'), from('c', 'javascript:alert(1)')],
        nextCursor: null,
      },
    });
    const links = await screen.findAllByRole('link', { name: 'Where it comes from' });
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/agents/finops?tab=anomalies', 'https://prometheus.example/graph']);
  });

  it('shows open ones, silences and noisy rules', async () => {
    renderAt('/agents/monitoring?tab=alerts');
    expect(await screen.findByText('12.5 %, above 5')).toBeTruthy();
    expect(await screen.findByText('moving disks')).toBeTruthy();
    const rules = within(await screen.findByRole('region', { name: /Rules/ }));
    expect(rules.getByText('too-many-errors')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('says why nobody is told', async () => {
    renderAt('/agents/monitoring?tab=alerts', {
      'GET /monitoring/alerts?limit=50': { items: [{ ...monitoring.alert, muted: 'maintenance: disks' }], nextCursor: null },
    });
    expect(await screen.findByText('maintenance: disks')).toBeTruthy();
  });

  it('silences with a reason only', async () => {
    const { api } = renderAt('/agents/monitoring?tab=alerts', { ...ADMIN, 'POST /monitoring/silences': {} });
    const silence = await screen.findByRole('button', { name: /^Silence checkout/ });
    await waitFor(() => expect(silence.hasAttribute('disabled')).toBe(false));
    await userEvent.click(silence);
    const asked = within(await screen.findByRole('alertdialog'));
    const action = asked.getByRole('button', { name: 'Silence' });
    expect(action.hasAttribute('disabled')).toBe(true);
    await userEvent.type(asked.getByLabelText('Reason'), 'known');
    await userEvent.click(action);
    await waitFor(() => expect(api.sent('POST')).toHaveLength(1));
  });
});

describe('signals', () => {
  it('says what is unusual and what cannot be read', async () => {
    renderAt('/agents/monitoring?tab=signals');
    expect(await screen.findByText('unusual: level shift')).toBeTruthy();
    expect(screen.getByText(/the query gives no series/)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('shows one over time with its marks', async () => {
    renderAt('/agents/monitoring?tab=signals&signal=checkout/production/errors');
    const chart = await screen.findByRole('img', { name: /checkout\/production\/errors; last: 12.5 %/ });
    expect(chart).toBeTruthy();
    expect(within(screen.getByRole('list', { name: 'Unusual values' })).getByText('level shift')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('shows the series of a query together, and one of them alone', async () => {
    const series = (queue: string, value: number) => ({
      ...monitoring.signal,
      origin: 'SERIES',
      value,
      signal: { ...monitoring.signal.signal, key: `jobs{queue="${queue}"}`, name: 'jobs', labels: { queue } },
    });
    const split = { ...monitoring.failingSignal, origin: 'SPLIT', series: 2, failure: null, signal: { ...monitoring.failingSignal.signal, key: 'jobs' } };
    const { router } = renderAt('/agents/monitoring?tab=signals', {
      'GET /monitoring/signals': { items: [split], nextCursor: null },
      'GET /monitoring/signals?parent=jobs&limit=500': { items: [series('mail', 3), series('print', 9)], nextCursor: null },
      'GET /monitoring/signals/course': { ...monitoring.course, signal: series('print', 9) },
    });
    expect(await screen.findByText('2 series')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'jobs' }));
    expect(await screen.findByRole('img', { name: /Values; last: print 12.5/ })).toBeTruthy();
    expect(await violations()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'mail' }));
    expect(new URLSearchParams(router.state.location.search).get('signal')).toBe('jobs{queue="mail"}');
  });
});

describe('objectives', () => {
  it('tells what is left and how fast it burns', async () => {
    renderAt('/agents/monitoring?tab=objectives');
    expect(await screen.findByText('42 %')).toBeTruthy();
    expect(screen.getByText('16 times as fast as it may')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });
});
