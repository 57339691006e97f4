import { ApiError } from '@/lib/api/problem';

export interface LogPiece {
  bytes: Uint8Array;
  /** Offset of the byte after it. */
  next: number;
  /** When it was written, in milliseconds since 1970. */
  at: number | null;
}

/** Pieces from an offset on as they are written; returns true when the log has ended, false when the connection has. */
export type OpenLog = (offset: number, signal: AbortSignal) => AsyncGenerator<LogPiece, boolean>;

export interface LogReaderOptions {
  openLog: OpenLog;
  signal: AbortSignal;
  onText: (text: string, at: number | null) => void;
  onState: (state: 'reading' | 'complete' | 'missing' | 'retrying', detail?: string) => void;
  /** Whether the command can still write; a log that is not there yet is then waited for. */
  mayStillComeUp: () => boolean;
  pause?: (milliseconds: number) => Promise<void>;
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Follows a log until it has ended. After an error it goes on at the same byte, so nothing is lost or shown twice;
 * characters that are cut between two pieces are put together by the decoder.
 */
export async function followLog(options: LogReaderOptions): Promise<void> {
  const decoder = new TextDecoder();
  const pause = options.pause ?? sleep;
  let offset = 0;
  let failures = 0;
  while (!options.signal.aborted) {
    try {
      const pieces = options.openLog(offset, options.signal);
      for (;;) {
        const step = await pieces.next();
        if (step.done === true) {
          if (step.value) {
            options.onState('complete');
            return;
          }
          throw new Error('The connection was closed.');
        }
        const { bytes, next, at } = step.value;
        failures = 0;
        options.onText(decoder.decode(bytes, { stream: true }), at);
        offset = next;
        options.onState('reading');
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
      if (failures > 1) {
        options.onState('retrying', absent ? 'The agent has not taken the command yet.' : String(error));
      }
      await pause(Math.min(250 * 2 ** Math.min(failures, 6), 10_000));
    }
  }
}
