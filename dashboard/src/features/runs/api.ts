import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query, send } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import type { Run, Span } from '@/lib/api/types';
import { SseParser } from '@/lib/live/sse-parser';
import type { LogPiece } from '@/lib/log/log-reader';

export function useCancelRun(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.run('POST', `/runs/${encodeURIComponent(id)}/cancel`, { reason: 'Cancelled on the dashboard' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.runs }),
  });
}

/** Nothing new starts in a paused run; what works goes on. */
export function usePauseRun(id: string, to: 'pause' | 'resume') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.run('POST', `/runs/${encodeURIComponent(id)}/${to}`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.runs }),
  });
}

/** Where the time of a run went; read anew whenever the run has changed. */
export const traceQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...keys.runs, id, 'trace', version],
    queryFn: ({ signal }) => api.get<Span[]>(`/runs/${encodeURIComponent(id)}/trace`, { signal }),
    placeholderData: keepPreviousData,
  });

/** Builds the same commit again, as a new run. */
export function useRunAgain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (of: { applicationId: string; ref: string; commit: string }) => api.post<Run>('/runs', of),
    onSettled: () => client.invalidateQueries({ queryKey: keys.runs }),
  });
}

/** Goes on where a run failed: what succeeded is taken over into a new run. */
export function useRestartRun(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Run>(`/runs/${encodeURIComponent(id)}/restart`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.runs }),
  });
}

/** The agent of a stage is what stands before the first dot of what it uses. */
export function agentOf(uses: string): string {
  return uses.split('.')[0] ?? uses;
}

/** Follows a log from a byte on. */
export async function* openLog(
  agentId: string,
  commandId: string,
  offset: number,
  signal: AbortSignal,
): AsyncGenerator<LogPiece, boolean> {
  const path = `/${encodeURIComponent(agentId)}/commands/${encodeURIComponent(commandId)}/log/stream`;
  const response = await send('GET', path + query({ offset }), { headers: { Accept: 'text/event-stream' }, signal });
  if (response.body === null) {
    return false;
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parser = new SseParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return false;
    }
    for (const message of parser.push(decoder.decode(value, { stream: true }))) {
      if (message.event === 'end') {
        return true;
      }
      const [bytes = '', at] = message.data.split('\n');
      yield {
        bytes: Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)),
        next: Number(message.id),
        at: at === undefined ? null : Number(at),
      };
    }
  }
}

interface LogChunk {
  bytes: Uint8Array;
  next: number;
}

async function fetchLog(
  agentId: string,
  commandId: string,
  offset: number,
): Promise<LogChunk> {
  const path = `/${encodeURIComponent(agentId)}/commands/${encodeURIComponent(commandId)}/log`;
  const response = await send('GET', path + query({ offset }), { headers: { Accept: 'text/plain' } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const next = Number(response.headers.get('Hexad-Log-Next-Offset') ?? offset + bytes.length);
  return { bytes, next };
}

/** The whole log so far, exactly as the agent wrote it. */
export async function fetchWholeLog(agentId: string, commandId: string): Promise<Blob> {
  const parts: BlobPart[] = [];
  for (let offset = 0; ; ) {
    const chunk = await fetchLog(agentId, commandId, offset);
    if (chunk.next <= offset) {
      return new Blob(parts, { type: 'text/plain' });
    }
    parts.push(chunk.bytes as BlobPart);
    offset = chunk.next;
  }
}
