import { describe, expect, it, vi } from 'vitest';
import { runEventStream } from './event-stream';

function stream(text: string, end: 'close' | 'break' = 'close'): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        if (end === 'close') {
          controller.close();
        } else {
          setTimeout(() => controller.error(new Error('reset')), 5);
        }
      },
    }),
  );
}

function start(answers: (() => Response)[], over: () => boolean, messages: string[]) {
  const controller = new AbortController();
  const states: string[] = [];
  const asked: Headers[] = [];
  const refused = vi.fn(() => controller.abort());
  const done = runEventStream({
    url: '/stream',
    token: () => 'hxd_t',
    signal: controller.signal,
    firstDelay: 1,
    maxDelay: 2,
    onMessage: (message) => {
      messages.push(message.data);
      if (over()) {
        controller.abort();
      }
    },
    onState: (state) => states.push(state),
    onRefused: refused,
    fetch: ((_url: string, init: RequestInit) => {
      asked.push(new Headers(init.headers));
      const answer = answers.shift();
      return answer === undefined ? Promise.reject(new Error('down')) : Promise.resolve(answer());
    }) as typeof fetch,
  });
  return { done, states, asked, refused };
}

describe('the event stream', () => {
  it('sends the token and resumes after the last event it saw', async () => {
    const messages: string[] = [];
    const run = start(
      [
        () => stream('id: 7\ndata: a\n\nid: 8\ndata: b\n\nid: 9\ndata: cut off', 'break'),
        () => new Response('busy', { status: 503 }),
        () => stream('id: 9\ndata: c\n\n'),
      ],
      () => messages.length === 3,
      messages,
    );
    await run.done;
    expect(messages).toEqual(['a', 'b', 'c']);
    expect(run.asked.map((headers) => headers.get('Last-Event-ID'))).toEqual([null, '8', '8']);
    expect(run.asked[0]?.get('Authorization')).toBe('Bearer hxd_t');
    expect(run.states).toEqual(['connecting', 'live', 'reconnecting', 'reconnecting', 'live', 'stopped']);
  });

  it('gives up when the token is refused', async () => {
    const run = start([() => new Response('', { status: 401 })], () => false, []);
    await run.done;
    expect(run.refused).toHaveBeenCalledOnce();
    expect(run.asked).toHaveLength(1);
  });
});
