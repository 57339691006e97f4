import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, type CSSProperties, type ReactNode } from 'react';
import { Link, type To } from 'react-router';
import { cx } from '@/components/ui/cx';
import type { AnsiSpan } from '@/lib/log/ansi';
import { formatClock } from '@/lib/format';
import type { LogLine } from '@/lib/log/log-buffer';
import type { LogSection } from '@/lib/log/log-sections';

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

interface LineProps {
  line: LogLine;
  wanted: string;
  marked: boolean;
  times: boolean;
  link: (number: number) => To;
  onLink: () => void;
}

const Line = memo(function Line({ line, wanted, marked: isMarked, times, link, onLink }: LineProps) {
  return (
    <div id={lineId(line.number)} className={cx('flex px-4', isMarked && 'bg-accent-soft')}>
      <Link
        to={link(line.number)}
        replace
        preventScrollReset
        onClick={onLink}
        aria-label={`Link to line ${line.number}`}
        className="num mr-3 w-9 shrink-0 text-right text-faint no-underline select-none hover:text-ink hover:underline"
      >
        {line.number}
      </Link>
      {times ? (
        <time className="num mr-3 w-16 shrink-0 text-faint select-none" dateTime={isoOf(line.at)}>
          {line.at === null ? '' : formatClock(isoOf(line.at) ?? '')}
        </time>
      ) : null}
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

function isoOf(at: number | null): string | undefined {
  return at === null ? undefined : new Date(at).toISOString();
}

interface LogLinesProps {
  sections: LogSection[];
  folded: ReadonlySet<number>;
  onFold: (headline: number) => void;
  wanted: string;
  /** Numbers of lines that stand out: the match that was stepped to, the line that was linked to. */
  marks: readonly (number | undefined)[];
  times: boolean;
  link: (number: number) => To;
  onLink: () => void;
}

/** Steps that fold; lines in blocks of a fixed size, so that the browser skips those outside of the window. */
export function LogLines({ sections, folded, onFold, ...rest }: LogLinesProps) {
  return sections.map((section) => {
    const head = section.head;
    const isFolded = head !== null && folded.has(head.number);
    return (
      <div key={head?.number ?? 0}>
        {head === null ? null : (
          <div className="flex">
            <button
              type="button"
              aria-expanded={!isFolded}
              aria-label={`Step ${head.text.slice(2)}`}
              className="-mr-4 flex w-4 shrink-0 items-center justify-center text-faint hover:text-ink"
              onClick={() => onFold(head.number)}
            >
              {isFolded ? <ChevronRight aria-hidden className="size-3" /> : <ChevronDown aria-hidden className="size-3" />}
            </button>
            <div className="min-w-0 grow">
              <Block lines={[head]} {...rest} />
            </div>
            {isFolded ? <span className="px-4 text-faint">{section.lines.length} lines</span> : null}
          </div>
        )}
        {isFolded ? null : blocksOf(section.lines).map((block) => <Block key={block[0]?.number} lines={block} {...rest} />)}
      </div>
    );
  });
}

function blocksOf(lines: LogLine[]): LogLine[][] {
  const blocks: LogLine[][] = [];
  for (let start = 0; start < lines.length; start += BLOCK) {
    blocks.push(lines.slice(start, start + BLOCK));
  }
  return blocks;
}

type BlockProps = { lines: LogLine[] } & Omit<LogLinesProps, 'sections' | 'folded' | 'onFold'>;

function Block({ lines, wanted, marks, times, link, onLink }: BlockProps) {
  return (
    <div className={cx(lines.length === BLOCK && 'log-block')}>
      {lines.map((line) => (
        <Line
          key={line.number}
          line={line}
          wanted={wanted}
          marked={marks.includes(line.number)}
          times={times}
          link={link}
          onLink={onLink}
        />
      ))}
    </div>
  );
}
