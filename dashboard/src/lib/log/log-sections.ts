import type { LogLine } from './log-buffer';

export interface LogSection {
  /** The line that names the step; null before the first step. */
  head: LogLine | null;
  lines: LogLine[];
}

const HEADLINE = /^▶ \S/;

/** A step begins with a bold line of its name; nothing that a program prints by chance looks like it. */
function isHeadline(line: LogLine): boolean {
  return HEADLINE.test(line.text) && line.spans.every((span) => span.style.bold === true);
}

/** The lines by the step that wrote them. */
export function sectionsOf(lines: LogLine[]): LogSection[] {
  const sections: LogSection[] = [];
  for (const line of lines) {
    if (isHeadline(line)) {
      sections.push({ head: line, lines: [] });
    } else {
      let last = sections.at(-1);
      if (last === undefined) {
        last = { head: null, lines: [] };
        sections.push(last);
      }
      last.lines.push(line);
    }
  }
  return sections;
}
