import { describe, expect, it } from 'vitest';
import { ApiError } from '@/lib/api/problem';
import { LogBuffer } from './log-buffer';
import { followLog, type LogPiece, type OpenLog } from './log-reader';

type Connection = (offset: number) => { pieces: Uint8Array[]; ended: boolean };

function follow(connections: Connection[], mayStillComeUp = true) {
  let text = '';
  const states: string[] = [];
  const offsets: number[] = [];
  const openLog: OpenLog = async function* (offset) {
    await Promise.resolve();
    offsets.push(offset);
    const connection = connections.shift();
    const { pieces, ended } = connection === undefined ? { pieces: [], ended: true } : connection(offset);
    let next = offset;
    for (const bytes of pieces) {
      next += bytes.length;
      yield { bytes, next, at: 7 } satisfies LogPiece;
    }
    return ended;
  };
  const done = followLog({
    signal: new AbortController().signal,
    mayStillComeUp: () => mayStillComeUp,
    pause: () => Promise.resolve(),
    onText: (more) => {
      text += more;
    },
    onState: (state) => states.push(state),
    openLog,
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
      () => ({ pieces: [bytes.slice(0, 3)], ended: false }),
      down,
      down,
      () => ({ pieces: [bytes.slice(3, 7)], ended: false }),
      () => ({ pieces: [bytes.slice(7)], ended: true }),
    ]);
    expect(run.text).toBe('grün ✔\n');
    expect(run.offsets).toEqual([0, 3, 3, 3, 7]);
    expect(run.states).toContain('retrying');
    expect(run.states.at(-1)).toBe('complete');
  });

  it('says nothing of a connection that ends once', async () => {
    const bytes = new TextEncoder().encode('ab');
    const run = await follow([
      () => ({ pieces: [bytes.slice(0, 1)], ended: false }),
      () => ({ pieces: [bytes.slice(1)], ended: true }),
    ]);
    expect(run.text).toBe('ab');
    expect(run.states).toEqual(['reading', 'reading', 'complete']);
  });

  it('waits for a log that is not there yet', async () => {
    const run = await follow([absent, absent, () => ({ pieces: [new TextEncoder().encode('x')], ended: true })]);
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

  it('gives a line the time of its beginning', () => {
    const buffer = new LogBuffer();
    buffer.append('one\ntw', 1);
    buffer.append('o\nthree\n', 2);
    expect(buffer.lines().map((line) => `${line.text} ${line.at}`)).toEqual(['one 1', 'two 1', 'three 2']);
  });

  it('keeps only the last lines and counts the others', () => {
    const buffer = new LogBuffer(2);
    buffer.append('a\nb\nc\n');
    expect(buffer.lines().map((line) => line.number)).toEqual([2, 3]);
    expect(buffer.dropped).toBe(1);
  });
});
