import { SseParser, type SseMessage } from './sse-parser';

export interface StreamOptions {
  url: string;
  token: () => string | null;
  onMessage: (message: SseMessage) => void;
  onState: (state: 'connecting' | 'live' | 'reconnecting' | 'stopped') => void;
  onRefused: () => void;
  signal: AbortSignal;
  firstDelay?: number;
  maxDelay?: number;
  /** A connection that is silent for longer is taken for dead. */
  silence?: number;
  fetch?: typeof fetch;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

/** One connection attempt, read until it ends; tells whether anything arrived. */
async function connect(options: StreamOptions, lastId: { value: string }, parser: SseParser): Promise<boolean> {
  const attempt = new AbortController();
  const abort = () => attempt.abort();
  options.signal.addEventListener('abort', abort);
  let watchdog = setTimeout(abort, options.silence ?? 90_000);
  try {
    const token = options.token();
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (token !== null) {
      headers.Authorization = `Bearer ${token}`;
    }
    if (lastId.value !== '') {
      headers['Last-Event-ID'] = lastId.value;
    }
    const response = await (options.fetch ?? fetch)(options.url, {
      headers,
      signal: attempt.signal,
      cache: 'no-store',
    });
    if (response.status === 401) {
      options.onRefused();
      return false;
    }
    if (!response.ok || response.body === null) {
      return false;
    }
    options.onState('live');
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return true;
      }
      clearTimeout(watchdog);
      watchdog = setTimeout(abort, options.silence ?? 90_000);
      for (const message of parser.push(decoder.decode(value, { stream: true }))) {
        lastId.value = message.id;
        options.onMessage(message);
      }
    }
  } finally {
    clearTimeout(watchdog);
    options.signal.removeEventListener('abort', abort);
  }
}

/**
 * Keeps a server-sent event stream open until the signal aborts. It uses fetch, because EventSource cannot send the
 * token, and resumes after the last message with Last-Event-ID.
 */
export async function runEventStream(options: StreamOptions): Promise<void> {
  const lastId = { value: '' };
  const first = options.firstDelay ?? 1_000;
  let delay = first;
  options.onState('connecting');
  while (!options.signal.aborted) {
    const parser = new SseParser();
    try {
      if (await connect(options, lastId, parser)) {
        delay = first;
      }
    } catch {
      // Refused, reset or silent: all the same, try again below.
    }
    if (options.signal.aborted) {
      break;
    }
    options.onState('reconnecting');
    await pause(parser.retry ?? delay, options.signal);
    delay = Math.min(delay * 2, options.maxDelay ?? 15_000);
  }
  options.onState('stopped');
}
