import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';

describe('the changes page', () => {
  it('tells of a change where it came from, what followed and what the commit costs', async () => {
    renderAt('/changes');
    await userEvent.click(await screen.findByRole('button', { name: 'checkout revision 5 promoted' }));
    const way = await screen.findByRole('list', { name: 'From commit to cost' });
    expect(within(way).getByRole('link', { name: 'Push to checkout' }).getAttribute('href')).toBe('/runs/run-1');
    expect(way.textContent).toContain('No alert suspects it');
    expect(way.textContent).toContain('12.5 USD');
    const before = await screen.findByRole('list', { name: 'What led to it' });
    expect(within(before).getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^Imageregistry\/checkoutabababababab.*deployed by/),
      expect.stringMatching(/^Commit01234567built as/),
    ]);
    expect((await screen.findByRole('list', { name: 'What came of it' })).textContent).toContain('Error ratio is 14 %');
  });

  it('measures delivery with what the figures are counted from', async () => {
    renderAt('/changes');
    expect(await screen.findByText('0.4 per day')).toBeTruthy();
    expect(screen.getByText('14.3 %')).toBeTruthy();
    expect(screen.getByText('p90 2 d 03 h, of 11 commits')).toBeTruthy();
    expect(screen.getByText('Nothing had to be restored')).toBeTruthy();
    expect(await screen.findByText('75 %, 1 of 4 without a team')).toBeTruthy();
  });

  it('measures each application, too', async () => {
    const { api } = renderAt('/changes?environment=production');
    await userEvent.click(await screen.findByRole('button', { name: 'By application' }));
    const table = await screen.findByRole('region', { name: 'Delivery by application' });
    await within(table).findByText('14.3 %');
    expect(within(table).getByRole('link', { name: 'checkout' }).getAttribute('href')).toBe('/changes?application=app-1');
    expect(api.requests.map((one) => one.path)).toContain('/dora?applicationId=app-1&environment=production');
  });

  it('filters by all that is chosen, also what is measured', async () => {
    const { api, router } = renderAt('/changes');
    await screen.findByRole('option', { name: 'checkout' });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Application' }), 'checkout');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Environment' }), 'production');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Changed by hand');
    expect(router.state.location.search).toBe('?application=app-1&environment=production&kind=drift');
    await waitFor(() =>
      expect(api.requests.map((one) => one.path)).toContain(
        '/changes?applicationId=app-1&environment=production&kind=drift&limit=50',
      ),
    );
    expect(api.requests.map((one) => one.path)).toContain('/dora?applicationId=app-1&environment=production');
  });

  it('takes the last day in', async () => {
    const { api } = renderAt('/changes?from=2026-05-04&to=2026-05-04');
    await screen.findByRole('list', { name: 'Changes' });
    const asked = new URLSearchParams(api.requests.find((one) => one.path.startsWith('/changes'))?.path.split('?')[1]);
    expect(Date.parse(asked.get('to') ?? '') - Date.parse(asked.get('from') ?? '')).toBe(24 * 3_600_000);
  });

  it('pages by cursor', async () => {
    const { router } = renderAt('/changes', { 'GET /changes': { items: [], nextCursor: '2026-05-04T10:00:00Z_9' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Older' }));
    expect(router.state.location.search).toBe('?cursor=2026-05-04T10%3A00%3A00Z_9');
  });

  it('tells an empty filter from an empty graph, and what went wrong', async () => {
    renderAt('/changes?kind=drift', { 'GET /changes': { items: [] } });
    expect(await screen.findByText('No change matches')).toBeTruthy();
    renderAt('/changes', { 'GET /changes': () => problem(403, 'forbidden', 'You may not do this', 'changes:read') });
    expect(await screen.findByText('You may not do this')).toBeTruthy();
  });
});
