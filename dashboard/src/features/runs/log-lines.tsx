import { memo, type CSSProperties, type ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import type { AnsiSpan } from '@/lib/log/ansi';
import type { LogLine } from '@/lib/log/log-buffer';

const BLOCK = 200;

export function lineId(number: number): string {
  return `log-line-${number}`;
}

function colour(value: number | string | undefined): string | undefined {
  return typeof value === 'number' ? `var(--color-ansi-${value})` : value;
}

/** A program picks its pairs of colours for black terminals: behind text they become a tint that stays readable. */
function tint(value: string): string {
  return `color-mix(in oklab, ${value} 25%, var(--color-term))`;
}

function look({ style }: AnsiSpan): { className: string; style: CSSProperties } {
  const front = colour(style.foreground);
  const back = style.inverse ? (front ?? 'var(--color-idle)') : colour(style.background);
  const css: CSSProperties = {};
  if (back !== undefined) {
    css.backgroundColor = tint(back);
    css.color = 'var(--color-ink)';
  } else if (front !== undefined) {
    css.color = front;
  }
  return {
    style: css,
    className: cx(
      style.bold && 'font-bold',
      style.dim && 'opacity-80',
      style.italic && 'italic',
      style.underline && 'underline',
      style.strike && 'line-through',
    ),
  };
}

function marked(text: string, wanted: string): ReactNode {
  if (wanted === '') {
    return text;
  }
  const parts: ReactNode[] = [];
  const lower = text.toLowerCase();
  const needle = wanted.toLowerCase();
  let from = 0;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    parts.push(
      text.slice(from, at),
      <mark key={at} className="rounded-sm bg-mark text-ink">
        {text.slice(at, at + needle.length)}
      </mark>,
    );
    from = at + needle.length;
  }
  parts.push(text.slice(from));
  return parts;
}

const Line = memo(function Line({ line, wanted, current }: { line: LogLine; wanted: string; current: boolean }) {
  return (
    <div id={lineId(line.number)} className={cx('flex px-4', current && 'bg-accent-soft')}>
      <span aria-hidden className="num mr-3 w-9 shrink-0 text-right text-faint select-none">
        {line.number}
      </span>
      <span className="min-w-0 break-words whitespace-pre-wrap">
        {line.spans.map((span, index) => {
          const { className, style } = look(span);
          return (
            <span key={index} {...(className === '' ? {} : { className })} style={style}>
              {marked(span.text, wanted)}
            </span>
          );
        })}
        {'\n'}
      </span>
    </div>
  );
});

interface LogLinesProps {
  lines: LogLine[];
  wanted: string;
  current: number | undefined;
}

/** Lines in blocks of a fixed size, so that the browser skips those outside of the window. */
export function LogLines({ lines, wanted, current }: LogLinesProps) {
  const blocks: LogLine[][] = [];
  for (let start = 0; start < lines.length; start += BLOCK) {
    blocks.push(lines.slice(start, start + BLOCK));
  }
  return blocks.map((block) => (
    <div key={block[0]?.number} className="log-block">
      {block.map((line) => (
        <Line key={line.number} line={line} wanted={wanted} current={line.number === current} />
      ))}
    </div>
  ));
}
