import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { problem, type FakeRequest } from '@/test/fake-api';
import { renderAt } from '@/test/render';
import { configuration } from '@/test/samples';

const PUT = 'PUT /agents/ci/configuration';
const open = (answers: Record<string, unknown>) => renderAt('/agents/ci?tab=configuration', answers);
const parallel = () => screen.findByLabelText(/^Parallel/);
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

async function setParallel(value: string) {
  const field = await parallel();
  await userEvent.clear(field);
  await userEvent.type(field, value);
}

describe('the configuration form', () => {
  it('has a control of the right kind for each property', async () => {
    open({});
    expect((await parallel()).getAttribute('type')).toBe('number');
    expect(screen.getByRole('combobox', { name: 'Engine' })).toBeTruthy();
    expect(screen.getByRole('checkbox', { name: 'Keep' })).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Entry 1' })).toHaveProperty('value', 'a.example');
    expect(screen.getByRole('group', { name: 'Registry' })).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Labels' })).toHaveProperty('value', '{}');
  });

  it('saves the whole document under the version it was read at', async () => {
    const { api } = open({ [PUT]: (request: FakeRequest) => ({ ...configuration, version: 3, document: request.body }) });
    await setParallel('5');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Keep' }));
    await userEvent.click(screen.getByRole('button', { name: 'Add an entry' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Entry 2' }), 'b.example');
    await save();
    expect(await screen.findByText('Saved as version 3')).toBeTruthy();
    const [put] = api.sent('PUT');
    expect(put?.headers.get('If-Match')).toBe('"2"');
    expect(put?.body).toEqual({ ...configuration.document, parallel: 5, keep: true, hosts: ['a.example', 'b.example'] });
  });

  it('shows what the server finds wrong at the field', async () => {
    open({ [PUT]: () => problem(422, 'invalid', 'The content breaks a rule', '', [{ where: '/parallel', message: 'must be at least 1' }]) });
    await setParallel('0');
    await save();
    await waitFor(() => expect(screen.getByLabelText(/^Parallel/).getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getAllByText(/must be at least 1/).length).toBeGreaterThan(0);
  });

  it('tells when somebody else was faster, and loads what they saved', async () => {
    let changed = false;
    open({
      'GET /agents/ci/configuration': () =>
        changed ? { ...configuration, version: 3, document: { ...configuration.document, parallel: 9 } } : configuration,
      [PUT]: () => {
        changed = true;
        return problem(412, 'stale', 'It has changed since you read it');
      },
    });
    await setParallel('4');
    await save();
    await userEvent.click(await screen.findByRole('button', { name: 'Load the new version' }));
    await waitFor(() => expect(screen.getByLabelText(/^Parallel/)).toHaveProperty('value', '9'));
  });

  it('can be edited as JSON, and takes nothing that is not JSON', async () => {
    open({});
    await parallel();
    await userEvent.click(screen.getByRole('button', { name: 'Edit as JSON' }));
    await userEvent.type(screen.getByLabelText('Document'), 'x');
    expect(screen.getByText(/Not yet JSON/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  });
});
