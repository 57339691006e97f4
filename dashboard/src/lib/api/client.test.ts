import { describe, expect, it, vi } from 'vitest';
import { fakeApi, problem } from '@/test/fake-api';
import { api, query } from './client';
import { asApiError, ApiError } from './problem';
import { session } from './session';

const failure = (promise: Promise<unknown>) => promise.then(() => expect.fail('should fail'), asApiError);

describe('requests', () => {
  it('carry the token and a fresh idempotency key', async () => {
    session.signIn('hxd_a');
    const fake = fakeApi({ 'POST /runs': {} });
    await api.post('/runs', { applicationId: 'x' });
    await api.post('/runs', { applicationId: 'x' });
    const [first, second] = fake.requests;
    expect(first?.headers.get('Authorization')).toBe('Bearer hxd_a');
    expect(first?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
    expect(first?.headers.get('Idempotency-Key')).not.toBe(second?.headers.get('Idempotency-Key'));
    expect(first?.body).toEqual({ applicationId: 'x' });
  });

  it('turn a problem document into an error that tells its kind, detail and findings', async () => {
    fakeApi({ 'PUT /x': () => problem(422, 'invalid', 'The content breaks a rule', 'one', [{ where: '/a', message: 'bad' }]) });
    const error = await failure(api.put('/x', {}));
    expect(error).toMatchObject({ kind: 'invalid', status: 422, detail: 'one', errors: [{ where: '/a', message: 'bad' }] });
  });

  it('survive an answer that is no problem document', async () => {
    fakeApi({ 'GET /x': () => new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' }) });
    const error = await failure(api.get('/x'));
    expect(error).toMatchObject({ kind: 'unavailable', title: 'The server answered 502 Bad Gateway' });
  });

  it('say when the server cannot be reached', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
    const error = await failure(api.get('/x'));
    expect(error.kind).toBe('unreachable');
    expect(error.detail).toContain('refused');
  });

  it('end the session when the token is refused', async () => {
    session.signIn('hxd_old');
    fakeApi({ 'GET /x': () => problem(401, 'unauthenticated', 'Who you are is not known') });
    await failure(api.get('/x'));
    expect(session.token()).toBeNull();
    expect(session.wasRejected()).toBe(true);
  });
});

describe('a problem', () => {
  it('is known by its type before its status', () => {
    expect(new ApiError({ type: 'urn:hexad:problem:stale', status: 409 }, 409).kind).toBe('stale');
    expect(new ApiError({ type: 'urn:hexad:problem:brand-new', status: 412 }, 412).kind).toBe('stale');
    expect(new ApiError({}, 500).kind).toBe('other');
  });
});

it('leaves out of a query what has no value', () => {
  expect(query({ a: 'x y', b: undefined, c: null, d: '', e: 0 })).toBe('?a=x+y&e=0');
  expect(query({})).toBe('');
});
