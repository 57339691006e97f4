import { ApiError } from '@/lib/api/problem';

export interface LogChunk {
  bytes: Uint8Array;
  next: number;
  complete: boolean;
}

export type FetchLog = (offset: number, waitSeconds: number, signal: AbortSignal) => Promise<LogChunk>;

export interface LogReaderOptions {
  fetchLog: FetchLog;
  signal: AbortSignal;
  onText: (text: string) => void;
  onState: (state: 'reading' | 'complete' | 'missing' | 'retrying', detail?: string) => void;
  /** Whether the command can still write; a log that is not there yet is then waited for. */
  mayStillComeUp: () => boolean;
  pause?: (milliseconds: number) => Promise<void>;
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Follows a log by byte offset until it is complete. After an error it goes on at the same byte, so nothing is lost or
 * shown twice; characters that are cut between two answers are put together by the decoder.
 */
export async function followLog(options: LogReaderOptions): Promise<void> {
  const decoder = new TextDecoder();
  const pause = options.pause ?? sleep;
  let offset = 0;
  let failures = 0;
  while (!options.signal.aborted) {
    try {
      const chunk = await options.fetchLog(offset, 10, options.signal);
      failures = 0;
      if (chunk.bytes.length > 0) {
        options.onText(decoder.decode(chunk.bytes, { stream: true }));
      }
      const advanced = chunk.next > offset;
      offset = Math.max(offset, chunk.next);
      options.onState(chunk.complete && !advanced ? 'complete' : 'reading');
      if (chunk.complete && !advanced) {
        return;
      }
      if (!advanced) {
        await pause(250);
      }
    } catch (error) {
      if (options.signal.aborted) {
        return;
      }
      const absent = error instanceof ApiError && error.kind === 'not-found';
      if (absent && !options.mayStillComeUp()) {
        options.onState('missing');
        return;
      }
      if (error instanceof ApiError && (error.kind === 'unauthenticated' || error.kind === 'forbidden')) {
        options.onState('missing', error.title);
        return;
      }
      failures += 1;
      options.onState('retrying', absent ? 'The agent has not taken the command yet.' : String(error));
      await pause(Math.min(500 * 2 ** Math.min(failures, 5), 10_000));
    }
  }
}
