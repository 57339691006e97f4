import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { plan } from '@/test/configuration-samples';
import { problem, type FakeRequest } from '@/test/fake-api';
import { renderAt } from '@/test/render';

const EXPORT = { 'GET /configuration/export': () => new Response('hexad: 1\n', { headers: { ETag: '"sha256:1"' } }) };
const IMPORT = 'POST /configuration/import';

async function look(text: string) {
  fireEvent.change(await screen.findByRole('textbox', { name: 'Content' }), { target: { value: text } });
  await userEvent.click(screen.getByRole('button', { name: 'Show what would change' }));
}

describe('the configuration as a file', () => {
  it('shows how what runs has drifted from it', async () => {
    renderAt('/settings?tab=configuration');
    const list = await screen.findByRole('list', { name: 'Differences of ci in production' });
    expect(within(list).getByText('/parallel')).toBeTruthy();
    expect(screen.getByText('chat is 1.0.0 here and 2.0.0 in the file')).toBeTruthy();
    expect(screen.getByText(/does not name them: cost/)).toBeTruthy();
  });

  it('says that no files are set, and why they cannot be read', async () => {
    const first = renderAt('/settings?tab=configuration', { 'GET /configuration/drift': { state: 'NO_SOURCE', at: 'x', applies: false } });
    expect(await screen.findByText('No files are set')).toBeTruthy();
    first.unmount();
    renderAt('/settings?tab=configuration', {
      'GET /configuration/drift': { state: 'UNREADABLE', at: 'x', source: '/etc/hexad', applies: false, problem: { title: 'The content breaks a rule', detail: 'Line 3 is no YAML.' } },
    });
    expect(await screen.findByText('Line 3 is no YAML.')).toBeTruthy();
  });

  it('is imported as it was looked at, onto what was running then', async () => {
    const { api } = renderAt('/settings?tab=configuration', {
      ...EXPORT,
      [IMPORT]: ({ path }: FakeRequest) => ({ ...plan, applied: !path.includes('dryRun') }),
    });
    await look('hexad: 1\nagents: {}\n');
    await userEvent.click(await screen.findByRole('button', { name: 'Import exactly this' }));
    expect(await screen.findByText('Imported')).toBeTruthy();
    const [first, second] = api.sent('POST');
    expect(first).toMatchObject({ path: '/configuration/import?dryRun=true', body: 'hexad: 1\nagents: {}\n' });
    expect(second).toMatchObject({ path: '/configuration/import', body: 'hexad: 1\nagents: {}\n' });
    expect(second?.headers.get('If-Match')).toBe('"sha256:1"');
  });

  it('is not imported when it has errors, or when what runs has changed', async () => {
    const first = renderAt('/settings?tab=configuration', {
      ...EXPORT,
      [IMPORT]: { ...plan, errors: [{ where: '/agents/x', message: 'there is no agent x' }] },
    });
    await look('hexad: 1');
    expect((await screen.findByRole('button', { name: 'Import exactly this' })).hasAttribute('disabled')).toBe(true);
    first.unmount();
    renderAt('/settings?tab=configuration', {
      ...EXPORT,
      [IMPORT]: ({ path }: FakeRequest) => (path.includes('dryRun') ? plan : problem(412, 'stale', 'It has changed')),
    });
    await look('hexad: 1');
    await userEvent.click(await screen.findByRole('button', { name: 'Import exactly this' }));
    await waitFor(() => expect(screen.getByText('The running configuration has changed since you looked')).toBeTruthy());
  });

  it('says what is wrong with the text', async () => {
    renderAt('/settings?tab=configuration', { ...EXPORT, [IMPORT]: () => problem(422, 'invalid', 'The content breaks a rule', 'The body is no YAML.') });
    await look('::');
    expect(await screen.findByText('The body is no YAML.')).toBeTruthy();
  });
});
