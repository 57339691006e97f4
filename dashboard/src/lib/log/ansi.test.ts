import { describe, expect, it } from 'vitest';
import { applySgr, parseAnsiLine } from './ansi';

const E = '\u001b[';
const texts = (line: string) => parseAnsiLine(line, {}).spans.map((span) => span.text);

describe('ANSI colours', () => {
  it('split a line into spans', () => {
    const { spans, after } = parseAnsiLine(`a${E}1;31mb${E}22mc${E}0md`, {});
    expect(spans.map((span) => span.text)).toEqual(['a', 'b', 'c', 'd']);
    expect(spans[1]?.style).toMatchObject({ bold: true, foreground: 1 });
    expect(spans[2]?.style).toMatchObject({ bold: false, foreground: 1 });
    expect(after).toEqual({});
  });

  it('go on in the next line until they are reset', () => {
    const { after } = parseAnsiLine(`${E}32mgreen`, {});
    expect(parseAnsiLine('still', after).spans[0]?.style.foreground).toBe(2);
  });

  it.each([
    ['91', 9],
    ['38;5;3', 3],
    ['38;5;196', 'rgb(255, 0, 0)'],
    ['38;5;244', 'rgb(128, 128, 128)'],
    ['38;2;1;2;300', 'rgb(1, 2, 255)'],
    ['38;5;999', undefined],
    ['31;39', undefined],
  ])('%s sets the colour %s', (codes, colour) => {
    expect(applySgr({}, codes).foreground).toBe(colour);
  });

  it('takes no other codes for a colour after an extended one', () => {
    expect(applySgr({}, '38;5;196;1')).toMatchObject({ foreground: 'rgb(255, 0, 0)', bold: true });
  });

  it('drops cursor movements, links, titles and control characters', () => {
    expect(texts(`${E}2K${E}1Gx\u0007${E}?25l`)).toEqual(['x']);
    expect(texts('\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007')).toEqual(['link']);
    expect(texts('\u001b(Bplain\u0000')).toEqual(['plain']);
  });

  it('shows what a progress bar wrote last', () => {
    expect(texts('10%\r50%\r100%\r')).toEqual(['100%']);
  });

  it('keeps markup as text', () => {
    expect(texts('<img src=x onerror=alert(1)>')).toEqual(['<img src=x onerror=alert(1)>']);
  });
});
