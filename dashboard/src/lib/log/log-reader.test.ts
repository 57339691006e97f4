import { describe, expect, it } from 'vitest';
import { ApiError } from '@/lib/api/problem';
import { LogBuffer } from './log-buffer';
import { followLog, type LogChunk } from './log-reader';

const chunk = (offset: number, bytes: Uint8Array, complete = false): LogChunk => ({
  bytes,
  next: offset + bytes.length,
  complete,
});

function follow(answers: ((offset: number) => LogChunk)[], mayStillComeUp = true) {
  let text = '';
  const states: string[] = [];
  const offsets: number[] = [];
  const done = followLog({
    signal: new AbortController().signal,
    mayStillComeUp: () => mayStillComeUp,
    pause: () => Promise.resolve(),
    onText: (more) => {
      text += more;
    },
    onState: (state) => states.push(state),
    fetchLog: async (offset) => {
      offsets.push(offset);
      const answer = answers.shift();
      return answer === undefined ? chunk(offset, new Uint8Array(), true) : answer(offset);
    },
  });
  return done.then(() => ({ text, states, offsets }));
}

const down = () => {
  throw new ApiError({ type: 'urn:hexad:problem:agent-unavailable' }, 503);
};
const absent = () => {
  throw new ApiError({ type: 'urn:hexad:problem:not-found' }, 404);
};

describe('following a log', () => {
  it('goes on at the same byte after an error, with cut characters put together', async () => {
    const bytes = new TextEncoder().encode('grün ✔\n');
    const run = await follow([
      (offset) => chunk(offset, bytes.slice(0, 3)),
      down,
      down,
      (offset) => chunk(offset, bytes.slice(3, 7)),
      (offset) => chunk(offset, bytes.slice(7), true),
    ]);
    expect(run.text).toBe('grün ✔\n');
    expect(run.offsets).toEqual([0, 3, 3, 3, 7, bytes.length]);
    expect(run.states.at(-1)).toBe('complete');
  });

  it('waits for a log that is not there yet', async () => {
    const run = await follow([absent, (offset) => chunk(offset, new TextEncoder().encode('x'))]);
    expect(run.text).toBe('x');
    expect(run.states[0]).toBe('retrying');
  });

  it('does not wait for a log that cannot come any more', async () => {
    const run = await follow([absent], false);
    expect(run.states).toEqual(['missing']);
  });
});

describe('the log buffer', () => {
  it('numbers lines and shows the unfinished one', () => {
    const buffer = new LogBuffer();
    buffer.append('one\ntw');
    expect(buffer.lines().map((line) => `${line.number} ${line.text}`)).toEqual(['1 one', '2 tw']);
    buffer.append('o\n');
    expect(buffer.lines().map((line) => line.text)).toEqual(['one', 'two']);
  });

  it('keeps only the last lines and counts the others', () => {
    const buffer = new LogBuffer(2);
    buffer.append('a\nb\nc\n');
    expect(buffer.lines().map((line) => line.number)).toEqual([2, 3]);
    expect(buffer.dropped).toBe(1);
  });
});
