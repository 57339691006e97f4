import { describe, expect, it } from 'vitest';
import { LogBuffer } from './log-buffer';
import { sectionsOf } from './log-sections';

function sections(text: string) {
  const buffer = new LogBuffer();
  buffer.append(text);
  return sectionsOf(buffer.lines()).map((section) => [section.head?.text, ...section.lines.map((line) => line.text)]);
}

describe('the steps of a log', () => {
  it('begin at their headlines', () => {
    expect(sections('cloned\n\u001b[1m▶ Install\u001b[0m\nadded 3\n\u001b[1m▶ Test\u001b[0m\nok\nok 2\n')).toEqual([
      [undefined, 'cloned'],
      ['▶ Install', 'added 3'],
      ['▶ Test', 'ok', 'ok 2'],
    ]);
  });

  it('are not begun by what a program prints', () => {
    expect(sections('▶ plain\n\u001b[1m▶\u001b[0m\n\u001b[1mbold\u001b[0m\n')).toEqual([
      [undefined, '▶ plain', '▶', 'bold'],
    ]);
  });

  it('of an empty log are none', () => {
    expect(sections('')).toEqual([]);
  });
});
