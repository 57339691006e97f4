import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { problem } from '@/test/fake-api';
import { inspection, plugin } from '@/test/plugin-samples';
import { renderAt } from '@/test/render';

describe('plugins', () => {
  it('offer exactly what the server allows', async () => {
    renderAt('/plugins');
    const list = await screen.findByRole('list', { name: 'Plugins' });
    expect(within(list).getByText('enrolled by itself', { exact: false })).toBeTruthy();
    expect(within(list).getByRole('button', { name: 'Disable CI' })).toBeTruthy();
    expect(within(list).queryByRole('button', { name: 'Uninstall CI' })).toBeNull();
    expect(within(list).getByRole('link', { name: 'Upgrade Chat' }).getAttribute('href')).toBe('/plugins/chat/upgrade');
  });

  it('are uninstalled with their data only when that is ticked', async () => {
    const { api } = renderAt('/plugins', { 'DELETE /plugins/chat': () => new Response(null, { status: 204 }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Uninstall Chat' }));
    expect(screen.getByRole('button', { name: 'Uninstall' })).toBeTruthy();
    await userEvent.click(screen.getByRole('checkbox', { name: /Delete its data/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Uninstall and delete its data' }));
    await waitFor(() => expect(api.sent('DELETE')[0]?.path).toBe('/plugins/chat?data=purge'));
  });

  it('show a new token once, after asking', async () => {
    renderAt('/plugins', { 'POST /plugins/chat/token': { enrolmentToken: 'hxe_once' } });
    await userEvent.click(await screen.findByRole('button', { name: 'New token for Chat' }));
    await userEvent.click(screen.getByRole('button', { name: 'Make a new token' }));
    expect(await screen.findByText('hxe_once')).toBeTruthy();
  });

  it('are looked at before they are installed, and get what is ticked', async () => {
    const { api } = renderAt('/plugins/install', {
      'POST /plugins/inspect': inspection,
      'POST /plugins': { plugin: { ...plugin, version: '2.0.0' }, enrolmentToken: 'hxe_once' },
    });
    await userEvent.type(await screen.findByRole('textbox', { name: 'URL' }), 'https://example.org/chat.json');
    await userEvent.click(screen.getByRole('button', { name: 'Inspect' }));
    expect(await screen.findByText('chat.send')).toBeTruthy();
    expect(screen.getByText('the publisher is not verified')).toBeTruthy();
    expect(screen.getByRole('checkbox', { name: /secrets:read/ }).hasAttribute('disabled')).toBe(true);
    await userEvent.click(screen.getByRole('checkbox', { name: /runs:read/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Install Chat' }));
    expect(await screen.findByText('hxe_once')).toBeTruthy();
    expect(api.sent('POST').map((one) => one.body)).toEqual([
      { url: 'https://example.org/chat.json' },
      { url: 'https://example.org/chat.json', digest: inspection.digest, scopes: ['runs:read'], force: false },
    ]);
  });

  it('are taken from a file', async () => {
    const { api } = renderAt('/plugins/install', { 'POST /plugins/inspect': inspection });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Manifest from' }), 'a file');
    const file = (text: string) => new File([text], 'chat.json', { type: 'application/json' });
    await userEvent.upload(screen.getByLabelText('Manifest file'), file('nothing'));
    expect(await screen.findByText('chat.json is not JSON.')).toBeTruthy();
    await userEvent.upload(screen.getByLabelText('Manifest file'), file('{"id":"chat"}'));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Inspect' }).hasAttribute('disabled')).toBe(false));
    await userEvent.click(screen.getByRole('button', { name: 'Inspect' }));
    await waitFor(() => expect(api.sent('POST')[0]?.body).toEqual({ manifest: { id: 'chat' } }));
  });

  it('are upgraded over what breaks only when that is insisted on', async () => {
    const { api } = renderAt('/plugins/chat/upgrade', {
      'POST /plugins/inspect': {
        ...inspection,
        present: { version: '1.0.0', state: 'ENABLED', same: false },
        scopes: [{ scope: 'runs:read', granted: true }],
        needsForce: true,
        findings: [{ level: 'BREAKING', where: '/capabilities/0', message: "'chat.post' is gone; 2 pipelines use it" }],
      },
      'POST /plugins/chat/upgrade': { plugin: { ...plugin, version: '2.0.0', state: 'ENABLED' } },
    });
    await userEvent.type(await screen.findByRole('textbox', { name: 'URL' }), 'https://example.org/2.json');
    await userEvent.click(screen.getByRole('button', { name: 'Inspect' }));
    expect(await screen.findByText('It breaks what is in use')).toBeTruthy();
    const button = screen.getByRole('button', { name: 'Upgrade to 2.0.0' });
    expect(button.hasAttribute('disabled')).toBe(true);
    await userEvent.click(screen.getByRole('checkbox', { name: /although/ }));
    await userEvent.click(button);
    expect(await screen.findByText('Chat 2.0.0 is in place')).toBeTruthy();
    expect(api.sent('POST')[1]?.body).toMatchObject({ scopes: ['runs:read'], force: true });
  });

  it('cannot be installed with an error in the manifest, or be read as another agent', async () => {
    renderAt('/plugins/ci/upgrade', {
      'POST /plugins/inspect': { ...inspection, installable: false, findings: [{ level: 'ERROR', where: '/id', message: 'is reserved' }] },
    });
    await userEvent.type(await screen.findByRole('textbox', { name: 'URL' }), 'https://example.org/2.json');
    await userEvent.click(screen.getByRole('button', { name: 'Inspect' }));
    expect(await screen.findByText('It cannot be installed like this')).toBeTruthy();
    expect(screen.getByText('This is the manifest of chat, not of ci')).toBeTruthy();
  });

  it('say that there are none, and what went wrong', async () => {
    const first = renderAt('/plugins', { 'GET /plugins': { items: [] } });
    expect(await screen.findByText('No plugin is installed')).toBeTruthy();
    first.unmount();
    renderAt('/plugins/install', { 'POST /plugins/inspect': () => problem(502, 'upstream-failed', 'Another system failed', 'example.org answered 500.') });
    await userEvent.type(await screen.findByRole('textbox', { name: 'URL' }), 'https://example.org/2.json');
    await userEvent.click(screen.getByRole('button', { name: 'Inspect' }));
    expect(await screen.findByText('example.org answered 500.')).toBeTruthy();
  });
});
