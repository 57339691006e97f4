/** A run of characters that look the same. Colours 0 to 15 are theme tokens, others are CSS colours. */
export interface AnsiSpan {
  text: string;
  style: AnsiStyle;
}

export interface AnsiStyle {
  foreground?: number | string | undefined;
  background?: number | string | undefined;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  inverse?: boolean;
}

const CUBE = [0, 95, 135, 175, 215, 255];

function paletteColour(index: number): number | string | undefined {
  if (!Number.isInteger(index) || index < 0 || index > 255) {
    return undefined;
  }
  if (index < 16) {
    return index;
  }
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey}, ${grey}, ${grey})`;
  }
  const cube = index - 16;
  const level = (value: number) => CUBE[value % 6] ?? 0;
  return `rgb(${level(Math.floor(cube / 36))}, ${level(Math.floor(cube / 6))}, ${level(cube)})`;
}

function extended(codes: number[], at: number): { colour: number | string | undefined; used: number } {
  if (codes[at] === 5) {
    return { colour: paletteColour(codes[at + 1] ?? -1), used: 2 };
  }
  if (codes[at] === 2) {
    const channel = (offset: number) => Math.min(255, Math.max(0, codes[at + offset] ?? 0));
    return { colour: `rgb(${channel(1)}, ${channel(2)}, ${channel(3)})`, used: 4 };
  }
  return { colour: undefined, used: 1 };
}

/** Applies one "select graphic rendition" sequence. Source: ECMA-48, 8.3.117. */
export function applySgr(before: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/).map((part) => (part === '' ? 0 : Number(part)));
  let style: AnsiStyle = { ...before };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) style = {};
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 7) style.inverse = true;
    else if (code === 9) style.strike = true;
    else if (code === 22) style = { ...style, bold: false, dim: false };
    else if (code === 23) style.italic = false;
    else if (code === 24) style.underline = false;
    else if (code === 27) style.inverse = false;
    else if (code === 29) style.strike = false;
    else if (code >= 30 && code <= 37) style.foreground = code - 30;
    else if (code >= 90 && code <= 97) style.foreground = code - 82;
    else if (code >= 40 && code <= 47) style.background = code - 40;
    else if (code >= 100 && code <= 107) style.background = code - 92;
    else if (code === 39) style.foreground = undefined;
    else if (code === 49) style.background = undefined;
    else if (code === 38 || code === 48) {
      const { colour, used } = extended(codes, i + 1);
      i += used;
      if (code === 38) style.foreground = colour;
      else style.background = colour;
    }
  }
  return style;
}

// CSI sequences, OSC strings (ended by BEL or ST), and two-character escapes.
const ESCAPE = /\u001b(?:\[([0-9;:?<=>]*)[ -/]*([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Parses one line, going on with the style in which the line before it ended. */
export function parseAnsiLine(line: string, before: AnsiStyle): { spans: AnsiSpan[]; after: AnsiStyle } {
  // A progress bar rewrites its line with carriage returns: what was written last stays.
  const trimmed = line.replace(/\r+$/, '');
  const visible = trimmed.slice(trimmed.lastIndexOf('\r') + 1);
  const spans: AnsiSpan[] = [];
  let style = before;
  let from = 0;
  const add = (text: string) => {
    const clean = text.replace(CONTROL, '');
    if (clean !== '') {
      spans.push({ text: clean, style });
    }
  };
  for (const match of visible.matchAll(ESCAPE)) {
    add(visible.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[2] === 'm') {
      style = applySgr(style, match[1] ?? '');
    }
  }
  add(visible.slice(from));
  return { spans, after: style };
}
