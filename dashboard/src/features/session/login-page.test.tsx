import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { session } from '@/lib/api/session';
import { problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';

async function signIn(token: string) {
  await userEvent.type(await screen.findByLabelText('Access token'), token);
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('signing in', () => {
  it('asks the server who the token is before it keeps it', async () => {
    const { api } = renderAt('/agents', {}, false);
    await signIn(' hxd_good ');
    expect(await screen.findByRole('heading', { level: 1, name: 'Agents' })).toBeTruthy();
    expect(api.requests[0]).toMatchObject({ path: '/me' });
    expect(api.requests[0]?.headers.get('Authorization')).toBe('Bearer hxd_good');
    expect(session.token()).toBe('hxd_good');
  });

  it('says clearly that a token is wrong, and keeps nothing', async () => {
    renderAt('/', { 'GET /me': () => problem(401, 'unauthenticated', 'Who you are is not known') }, false);
    await signIn('hxd_bad');
    expect(await screen.findByText('This token is not accepted')).toBeTruthy();
    expect(session.token()).toBeNull();
  });

  it('tells where the token is found', async () => {
    renderAt('/', {}, false);
    expect(await screen.findByText('./hexad up')).toBeTruthy();
  });

  it('comes back when the server stops accepting the token, and on signing out', async () => {
    renderAt('/settings', { 'GET /tokens': () => problem(401, 'unauthenticated', 'Who you are is not known') });
    expect(await screen.findByText('You were signed out')).toBeTruthy();
    session.signIn('hxd_again');
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(screen.getByLabelText('Access token')).toBeTruthy());
    expect(sessionStorage.length).toBe(0);
  });
});
