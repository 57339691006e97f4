import type { ProblemDocument } from './types';

const PREFIX = 'urn:hexad:problem:';

/** What the views switch on; the slugs of the problem types that need a reaction of their own. */
export type ProblemKind =
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'invalid'
  | 'unavailable'
  | 'unreachable'
  | 'other';

export interface FieldError {
  where: string;
  message: string;
}

const KIND_BY_SLUG: Readonly<Record<string, ProblemKind>> = {
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  conflict: 'conflict',
  stale: 'stale',
  invalid: 'invalid',
  'bad-request': 'invalid',
  'pipeline-invalid': 'invalid',
  unavailable: 'unavailable',
  'agent-unavailable': 'unavailable',
  'upstream-failed': 'unavailable',
  unreachable: 'unreachable',
};

/** For answers that are no problem document, for example from a proxy in between. */
const KIND_BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  412: 'stale',
  422: 'invalid',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** A failed request, as RFC 9457 tells it. */
export class ApiError extends Error {
  readonly kind: ProblemKind;
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly traceId: string | null;

  constructor(document: ProblemDocument, status: number) {
    const title = document.title ?? `The server answered ${status}`;
    super(title);
    this.name = 'ApiError';
    this.type = document.type ?? 'about:blank';
    this.title = title;
    this.status = document.status ?? status;
    this.detail = document.detail ?? '';
    this.errors = document.errors ?? [];
    this.traceId = document.traceId ?? null;
    const slug = this.type.startsWith(PREFIX) ? this.type.slice(PREFIX.length) : '';
    this.kind = KIND_BY_SLUG[slug] ?? KIND_BY_STATUS[this.status] ?? 'other';
  }
}

export async function readProblem(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return new ApiError(parsed as ProblemDocument, response.status);
    }
  } catch {
    // Not JSON: fall through to what the status line says.
  }
  const status = `${response.status} ${response.statusText}`.trim();
  return new ApiError({ title: `The server answered ${status}`, detail: text.slice(0, 300) }, response.status);
}

export function unreachable(cause: unknown): ApiError {
  return new ApiError(
    {
      type: `${PREFIX}unreachable`,
      title: 'The orchestrator does not answer',
      detail: `Check that it runs: ./hexad status. (${cause instanceof Error ? cause.message : String(cause)})`,
    },
    0,
  );
}

/** Any thrown value as an ApiError, so that every view can show title and detail. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError({ title: 'Something went wrong in the dashboard', detail: message }, 0);
}
