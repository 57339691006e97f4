import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { anomaly, feed, forecast, saving } from '@/test/finops-samples';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };

describe('the FinOps page', () => {
  it('asks for the last 30 days that are known and shows them beside the 30 before', async () => {
    const { api } = renderAt('/agents/finops');
    const table = await screen.findByRole('region', { name: 'Costs' });
    expect(within(table).getByText('+20 %')).toBeTruthy();
    expect(within(table).getByText('new')).toBeTruthy();
    expect(screen.getByText('Sample data is part of these numbers.')).toBeTruthy();
    expect(api.requests.map((request) => request.path)).toContain(
      '/finops/costs?from=2026-02-19&to=2026-03-20&metric=effective&groupBy=service&compare=previous',
    );
  });

  it('looks into one service and back', async () => {
    const { api, router } = renderAt('/agents/finops');
    await userEvent.click(await screen.findByRole('button', { name: 'eu-west-1, Inc.' }));
    await waitFor(() =>
      expect(api.requests.map((request) => request.path)).toContain(
        '/finops/costs?from=2026-02-19&to=2026-03-20&metric=effective&groupBy=region&compare=previous&filter=service%3Deu-west-1%2C%20Inc.',
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: /Take this filter away/ }));
    expect(new URLSearchParams(router.state.location.search).getAll('filter')).toEqual([]);
  });

  it('saves the report of the shown period', async () => {
    const saved: string[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    const { api } = renderAt('/agents/finops', { 'GET /finops/report': () => new Response('a,b') });
    await userEvent.click(await screen.findByRole('button', { name: 'CSV' }));
    await waitFor(() => expect(saved).toEqual(['costs-2026-02-19-2026-03-20.csv']));
    expect(api.requests.map((request) => request.path)).toContain(
      '/finops/report?from=2026-02-19&to=2026-03-20&metric=effective&format=csv',
    );
    click.mockRestore();
  });

  it('says that a forecast is not to be trusted, and why', async () => {
    renderAt('/agents/finops?tab=forecast', {
      'GET /finops/forecasts': {
        items: [{ ...forecast, hidden: 'it is no better than repeating the last week' }],
        nextCursor: null,
      },
    });
    expect(await screen.findByText('Do not trust this forecast')).toBeTruthy();
  });

  it('acknowledges an anomaly', async () => {
    const { api } = renderAt('/agents/finops?tab=anomalies', {
      ...ADMIN,
      'POST /finops/anomalies/a-1/state': { ...anomaly, state: 'ACKNOWLEDGED' },
    });
    const act = await screen.findByRole('button', { name: 'Acknowledge' });
    await waitFor(() => expect(act.hasAttribute('disabled')).toBe(false));
    await userEvent.click(act);
    await waitFor(() => expect(api.sent('POST')).toHaveLength(1));
    expect(api.sent('POST')[0]?.body).toEqual({ state: 'ACKNOWLEDGED' });
    expect(screen.getByRole('link', { name: 'shop revision 7 to prod' }).getAttribute('href')).toBe('/runs/run-1');
  });

  it('lets nobody decide without the scope', async () => {
    renderAt('/agents/finops?tab=anomalies');
    const act = await screen.findByRole('button', { name: 'Close' });
    expect(act.hasAttribute('disabled')).toBe(true);
  });

  it('takes down that a saving was made', async () => {
    const { api } = renderAt('/agents/finops?tab=savings', {
      ...ADMIN,
      'POST /finops/savings/s-1/state': { ...saving, state: 'DONE' },
    });
    const act = await screen.findByRole('button', { name: 'It is done' });
    await waitFor(() => expect(act.hasAttribute('disabled')).toBe(false));
    await userEvent.click(act);
    await waitFor(() => expect(api.sent('POST')[0]?.body).toEqual({ state: 'DONE' }));
  });

  it('says what other agents could not tell, and which machines are not measured', async () => {
    renderAt('/agents/finops?tab=savings');
    expect(await screen.findByText(/there is no signal 'cpu'/)).toBeTruthy();
    expect(within(await screen.findByRole('list', { name: 'Machines that are not measured' })).getByText(/nobody has measured it/)).toBeTruthy();
    expect(screen.getByText('In Terraform: remove the aws_ebs_snapshot.')).toBeTruthy();
  });

  it('divides costs by what is chosen', async () => {
    const { api } = renderAt('/agents/finops?tab=sharing');
    const table = await screen.findByRole('region', { name: 'Unit costs' });
    expect(within(table).getByText('0.0000285 USD')).toBeTruthy();
    await screen.findByRole('option', { name: 'Cost per request' });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Cost of one' }), 'request');
    await waitFor(() =>
      expect(api.requests.map((request) => request.path)).toContain('/finops/units?from=2026-02-19&to=2026-03-20&metric=effective&per=request'),
    );
  });

  it('has the Cloud agent plan the act of a saving', async () => {
    const cloudAct = { action: 'resize', parameters: { instanceType: 'm5.large' }, q: 'type = aws.ec2.instance and id = "i-1"' };
    const { api } = renderAt('/agents/finops?tab=savings', {
      ...ADMIN,
      'GET /finops/savings': { items: [{ ...saving, cloudAct }], nextCursor: null },
      'POST /cloud/acts': { act: { id: 'act-1' }, steps: [] },
    });
    const act = await screen.findByRole('button', { name: 'Act: resize' });
    await waitFor(() => expect(act.hasAttribute('disabled')).toBe(false));
    await userEvent.click(act);
    const link = await screen.findByRole('link', { name: 'See what would be done' });
    expect(link.getAttribute('href')).toBe('/agents/cloud/acts/act-1');
    expect(api.sent('POST')[0]?.body).toMatchObject(cloudAct);
  });

  it('says why a bill could not be fetched, and fetches again', async () => {
    const { api } = renderAt('/agents/finops?tab=imports', { ...ADMIN, 'POST /finops/sources/aws-main/check': feed });
    expect(await screen.findByText(/is not a number/)).toBeTruthy();
    const act = screen.getByRole('button', { name: 'Look now' });
    await waitFor(() => expect(act.hasAttribute('disabled')).toBe(false));
    await userEvent.click(act);
    await waitFor(() => expect(api.sent('POST')).toHaveLength(1));
  });

  it('shows an estimate beside the bill, and what is not in it', async () => {
    renderAt('/agents/finops?tab=estimates');
    expect(await screen.findByText('+73.00 USD a month')).toBeTruthy();
    expect(screen.getByText('160.60 USD')).toBeTruthy();
    expect(within(screen.getByRole('list', { name: 'Not in the sum' })).getByText(/it is paid by use/)).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'Learnt from bills' })).getByText('1.10')).toBeTruthy();
  });

  it('says why a report was not sent', async () => {
    renderAt('/agents/finops?tab=reports');
    expect(await screen.findByText('the webhook answers 500')).toBeTruthy();
    expect(screen.getByText('Waiting')).toBeTruthy();
  });
});
