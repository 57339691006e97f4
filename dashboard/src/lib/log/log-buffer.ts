import { parseAnsiLine, type AnsiSpan, type AnsiStyle } from './ansi';

export interface LogLine {
  number: number;
  text: string;
  spans: AnsiSpan[];
}

/** Lines of a log that arrives in pieces; keeps the last ones only, so that a page stays fast. */
export class LogBuffer {
  private readonly limit: number;
  private style: AnsiStyle = {};
  private partial = '';
  private count = 0;
  private kept: LogLine[] = [];
  dropped = 0;

  constructor(limit = 20_000) {
    this.limit = limit;
  }

  append(text: string) {
    const pieces = (this.partial + text).split('\n');
    this.partial = pieces.pop() ?? '';
    const fresh = pieces.map((piece) => this.parse(piece));
    let lines = this.kept.concat(fresh);
    if (lines.length > this.limit) {
      this.dropped += lines.length - this.limit;
      lines = lines.slice(lines.length - this.limit);
    }
    this.kept = lines;
  }

  private parse(piece: string): LogLine {
    const { spans, after } = parseAnsiLine(piece, this.style);
    this.style = after;
    this.count += 1;
    return { number: this.count, spans, text: spans.map((span) => span.text).join('') };
  }

  /** All whole lines, and the unfinished one at the end. */
  lines(): LogLine[] {
    if (this.partial === '') {
      return this.kept;
    }
    const { spans } = parseAnsiLine(this.partial, this.style);
    return [...this.kept, { number: this.count + 1, spans, text: spans.map((span) => span.text).join('') }];
  }
}
