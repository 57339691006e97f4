import { ApiError, readProblem, unreachable } from './problem';
import { session } from './session';

export const BASE = '/api/v1';

export interface RequestOptions {
  body?: unknown;
  /** A body that is no JSON, or is not ours to read. */
  text?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Another token than the session's; used to check one before it is kept. */
  token?: string;
}

function uniqueKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends a request below /api/v1; anything but a 2xx becomes an ApiError. */
export async function send(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
  const token = options.token ?? session.token();
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (token !== null) {
    headers.Authorization = `Bearer ${token}`;
  }
  const init: RequestInit = { method, headers, signal: options.signal ?? null, cache: 'no-store' };
  if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(options.body);
  }
  if (options.text !== undefined) {
    headers['Content-Type'] = 'application/yaml';
    init.body = options.text;
  }
  if (method === 'POST') {
    headers['Idempotency-Key'] = uniqueKey();
  }
  let response: Response;
  try {
    response = await fetch(BASE + path, init);
  } catch (cause) {
    if (options.signal?.aborted) {
      throw cause;
    }
    throw unreachable(cause);
  }
  if (response.ok) {
    return response;
  }
  const error = await readProblem(response);
  if (error.kind === 'unauthenticated' && options.token === undefined) {
    session.reject(token);
  }
  throw error;
}

async function json<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch {
    throw new ApiError({ title: 'The answer is not JSON', detail: `From ${response.url}` }, response.status);
  }
}

export const api = {
  get: async <T>(path: string, options?: RequestOptions): Promise<T> => json<T>(await send('GET', path, options)),
  post: async <T>(path: string, body?: unknown): Promise<T> => json<T>(await send('POST', path, { body: body ?? {} })),
  put: async <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> =>
    json<T>(await send('PUT', path, { body, headers })),
  /** For requests whose answer has no body. */
  run: async (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> => {
    await send(method, path, body === undefined ? {} : { body });
  },
};

/** A query string of the parameters that have a value, or nothing. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
