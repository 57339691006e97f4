import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { compared } from '@/test/configuration-samples';
import { problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';
import { AT, configuration } from '@/test/samples';

const AT_PRODUCTION = '/agents/ci/configuration/overlays/production';
const OVERLAY = { version: 3, environment: 'production', document: { parallel: 4 }, createdAt: AT, createdBy: 'admin' };
const open = (answers: Record<string, unknown>) =>
  renderAt('/agents/ci?tab=configuration', {
    'GET /agents/ci/configuration': { ...configuration, overlays: { production: 3 } },
    [`GET ${AT_PRODUCTION}`]: OVERLAY,
    ...answers,
  });
const field = () => screen.findByRole('textbox', { name: 'What is otherwise in production' });

describe('overlays of a configuration', () => {
  it('are saved at the version that was read, after a look at what would change', async () => {
    const { api } = open({
      'POST /agents/ci/configuration/check': { differences: compared.differences, errors: [] },
      [`PUT ${AT_PRODUCTION}`]: { ...OVERLAY, version: 5 },
    });
    fireEvent.change(await field(), { target: { value: '{"parallel": 8}' } });
    await userEvent.click(screen.getByRole('button', { name: 'Show what would change' }));
    expect(within(await screen.findByRole('list', { name: 'What would change' })).getByText('/parallel')).toBeTruthy();
    expect(await violations()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Save the overlay' }));
    expect(await screen.findByText('Saved as version 5')).toBeTruthy();
    expect(api.sent('POST')[0]).toMatchObject({ path: '/agents/ci/configuration/check?environment=production', body: { parallel: 8 } });
    expect(api.sent('PUT')[0]?.body).toEqual({ parallel: 8 });
    expect(api.sent('PUT')[0]?.headers.get('If-Match')).toBe('"3"');
  });

  it('are added for an environment that has none', async () => {
    const { api } = renderAt('/agents/ci?tab=configuration', { 'PUT /agents/ci/configuration/overlays/staging': { ...OVERLAY, version: 1 } });
    expect(await screen.findByText(/the same in all environments/)).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox', { name: 'New environment' }), 'staging');
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'What is otherwise in staging' }), { target: { value: '{"keep": true}' } });
    await userEvent.click(screen.getByRole('button', { name: 'Save the overlay' }));
    await waitFor(() => expect(api.sent('PUT')[0]?.headers.get('If-Match')).toBe('"0"'));
  });

  it('say when somebody else was first, and are taken away after asking', async () => {
    const { api } = open({
      [`PUT ${AT_PRODUCTION}`]: () => problem(412, 'stale', 'It has changed'),
      [`DELETE ${AT_PRODUCTION}`]: { ...OVERLAY, document: {} },
    });
    fireEvent.change(await field(), { target: { value: '{}' } });
    await userEvent.click(screen.getByRole('button', { name: 'Save the overlay' }));
    expect(await screen.findByText('Somebody changed the overlay while you were editing')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Take away' }));
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Take away' }));
    await waitFor(() => expect(api.sent('DELETE')[0]?.path).toBe(AT_PRODUCTION));
  });
});
