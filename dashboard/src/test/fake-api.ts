import { vi } from 'vitest';
import type { LedgerItem } from '@/lib/api/types';

export interface FakeRequest {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

type Answer = unknown | ((request: FakeRequest) => Response | unknown);

/** Answers by "METHOD /path" (the query is optional in the key); what is not listed is a 404 problem. */
export function fakeApi(answers: Record<string, Answer>) {
  const requests: FakeRequest[] = [];
  const stub = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input), 'http://localhost');
    const path = url.pathname.replace('/api/v1', '');
    const method = init.method ?? 'GET';
    const sent = new Headers(init.headers);
    const json = sent.get('Content-Type') === 'application/json';
    const request: FakeRequest = {
      method,
      path: path + url.search,
      headers: sent,
      body: typeof init.body === 'string' ? (json ? JSON.parse(init.body) : init.body) : undefined,
    };
    requests.push(request);
    const key = [`${method} ${path}${url.search}`, `${method} ${path}`].find((one) => one in answers);
    if (key === undefined) {
      return problem(404, 'not-found', 'There is no such thing', `${method} ${path}`);
    }
    const answer = answers[key];
    const value: unknown = typeof answer === 'function' ? answer(request) : answer;
    return value instanceof Response ? value : Response.json(value);
  };
  vi.stubGlobal('fetch', stub);
  return { requests, sent: (method: string) => requests.filter((request) => request.method === method) };
}

export function problem(
  status: number,
  slug: string,
  title: string,
  detail = '',
  errors: { where: string; message: string }[] = [],
): Response {
  return Response.json(
    { type: `urn:hexad:problem:${slug}`, title, status, detail, errors },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}

/** A stream that stays open until the test ends. */
export function openStream(text = ': open\n\n'): Response {
  return new Response(
    new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) }),
  );
}

/** A stream that tells what the test sends through it. */
export function liveStream() {
  let write: (text: string) => void = () => undefined;
  return {
    answer: () =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            write = (text) => controller.enqueue(new TextEncoder().encode(text));
            write(': open\n\n');
          },
        }),
      ),
    send: (item: LedgerItem) => write(`id: ${item.sequence}\nevent: x\ndata: ${JSON.stringify(item)}\n\n`),
  };
}

/** A log as it is followed: what there is from the offset on, then its end. */
export function logStream(text: string, at = Date.UTC(2026, 0, 2, 3, 4, 5)) {
  const bytes = new TextEncoder().encode(text);
  return (request: FakeRequest) => {
    const offset = Number(new URLSearchParams(request.path.split('?')[1]).get('offset') ?? 0);
    const data = btoa(String.fromCharCode(...bytes.slice(offset)));
    const log = bytes.length > offset ? `event: log\nid: ${bytes.length}\ndata: ${data}\ndata: ${at}\n\n` : '';
    return new Response(`: alive\n\n${log}event: end\ndata: \n\n`, {
      headers: { 'Content-Type': 'text/event-stream' },
    });
  };
}

export function logAnswer(text: string, complete = true) {
  const bytes = new TextEncoder().encode(text);
  return (request: FakeRequest) => {
    const offset = Number(new URLSearchParams(request.path.split('?')[1]).get('offset') ?? 0);
    return new Response(bytes.slice(offset), {
      headers: {
        'Hexad-Log-Next-Offset': String(bytes.length),
        'Hexad-Log-Complete': String(complete),
      },
    });
  };
}
