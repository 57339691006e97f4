import { describe, expect, it } from 'vitest';
import { SseParser } from './sse-parser';

describe('the event stream parser', () => {
  it('reads id, event and data of several lines', () => {
    const messages = new SseParser().push('id: 4\nevent: a.b\ndata: one\ndata: two\n\n');
    expect(messages).toEqual([{ id: '4', event: 'a.b', data: 'one\ntwo' }]);
  });

  it.each([['\n'], ['\r\n'], ['\r']])('takes lines that end with %j, cut anywhere', (end) => {
    const text = ['id: 1', 'data: x', '', ': comment', 'data:y', '', ''].join(end) + (end === '\r' ? '\n' : '');
    const parser = new SseParser();
    const messages = [...text].flatMap((character) => parser.push(character));
    expect(messages.map((message) => message.data)).toEqual(['x', 'y']);
    expect(messages[1]?.id).toBe('1');
  });

  it('gives nothing for comments and for events without data', () => {
    expect(new SseParser().push(': keep alive\n\nevent: x\n\n')).toEqual([]);
  });

  it('remembers the reconnection time', () => {
    const parser = new SseParser();
    parser.push('retry: 2500\n\nretry: soon\n');
    expect(parser.retry).toBe(2500);
  });
});
