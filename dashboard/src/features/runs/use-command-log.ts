import { useEffect, useRef, useState } from 'react';
import { LogBuffer, type LogLine } from '@/lib/log/log-buffer';
import { followLog } from '@/lib/log/log-reader';
import { openLog } from './api';

export type LogState = 'reading' | 'complete' | 'missing' | 'retrying';

export interface CommandLog {
  lines: LogLine[];
  dropped: number;
  state: LogState;
  detail: string | null;
}

const EMPTY: CommandLog = { lines: [], dropped: 0, state: 'reading', detail: null };

/** Follows the log of a command as it is written. */
export function useCommandLog(agentId: string, commandId: string, over: boolean): CommandLog {
  const [log, setLog] = useState<CommandLog>(EMPTY);
  const isOver = useRef(over);
  useEffect(() => {
    isOver.current = over;
  }, [over]);
  useEffect(() => {
    const controller = new AbortController();
    const buffer = new LogBuffer();
    let state: LogState = 'reading';
    let detail: string | null = null;
    const show = () => {
      if (!controller.signal.aborted) {
        setLog({ lines: buffer.lines(), dropped: buffer.dropped, state, detail });
      }
    };
    void followLog({
      openLog: (offset, signal) => openLog(agentId, commandId, offset, signal),
      signal: controller.signal,
      mayStillComeUp: () => !isOver.current,
      onText: (text, at) => {
        buffer.append(text, at);
        show();
      },
      onState: (next, why) => {
        if (next !== state || (why ?? null) !== detail) {
          state = next;
          detail = why ?? null;
          show();
        }
      },
    });
    return () => controller.abort();
  }, [agentId, commandId]);
  return log;
}
