import { parseAnsiLine, type AnsiSpan, type AnsiStyle } from './ansi';

export interface LogLine {
  number: number;
  text: string;
  spans: AnsiSpan[];
  /** When its beginning was written, in milliseconds since 1970; null when that is not known. */
  at: number | null;
}

/** Lines of a log that arrives in pieces; keeps the last ones only, so that a page stays fast. */
export class LogBuffer {
  private readonly limit: number;
  private style: AnsiStyle = {};
  private partial = '';
  private partialAt: number | null = null;
  private count = 0;
  private kept: LogLine[] = [];
  dropped = 0;

  constructor(limit = 20_000) {
    this.limit = limit;
  }

  append(text: string, at: number | null = null) {
    const pieces = text.split('\n');
    const fresh: LogLine[] = [];
    pieces.forEach((piece, index) => {
      if (this.partial === '') {
        this.partialAt = at;
      }
      this.partial += piece;
      if (index < pieces.length - 1) {
        fresh.push(this.take());
      }
    });
    let lines = this.kept.concat(fresh);
    if (lines.length > this.limit) {
      this.dropped += lines.length - this.limit;
      lines = lines.slice(lines.length - this.limit);
    }
    this.kept = lines;
  }

  private take(): LogLine {
    const { spans, after } = parseAnsiLine(this.partial, this.style);
    this.style = after;
    this.partial = '';
    this.count += 1;
    return { number: this.count, spans, text: textOf(spans), at: this.partialAt };
  }

  /** All whole lines, and the unfinished one at the end. */
  lines(): LogLine[] {
    if (this.partial === '') {
      return this.kept;
    }
    const { spans } = parseAnsiLine(this.partial, this.style);
    return [...this.kept, { number: this.count + 1, spans, text: textOf(spans), at: this.partialAt }];
  }
}

function textOf(spans: AnsiSpan[]): string {
  return spans.map((span) => span.text).join('');
}
