export interface SseMessage {
  id: string;
  event: string;
  data: string;
}

/**
 * Reads `text/event-stream` in chunks of any size.
 * Source: WHATWG HTML, "Interpreting an event stream".
 */
export class SseParser {
  private rest = '';
  private data: string[] = [];
  private event = '';
  private lastId = '';
  /** Reconnection time asked for by the server, in milliseconds. */
  retry: number | null = null;

  push(chunk: string): SseMessage[] {
    const messages: SseMessage[] = [];
    let text = this.rest + chunk;
    // A CR at the end may be the first half of CRLF: keep it until the next chunk.
    const held = text.endsWith('\r') ? '\r' : '';
    text = held === '' ? text : text.slice(0, -1);
    const lines = text.split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? '') + held;
    for (const line of lines) {
      const message = this.line(line);
      if (message !== null) {
        messages.push(message);
      }
    }
    return messages;
  }

  private line(line: string): SseMessage | null {
    if (line === '') {
      return this.dispatch();
    }
    if (line.startsWith(':')) {
      return null;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') {
      this.data.push(value);
    } else if (field === 'event') {
      this.event = value;
    } else if (field === 'id' && !value.includes('\0')) {
      this.lastId = value;
    } else if (field === 'retry' && /^\d+$/.test(value)) {
      this.retry = Number(value);
    }
    return null;
  }

  private dispatch(): SseMessage | null {
    const message =
      this.data.length === 0
        ? null
        : { id: this.lastId, event: this.event === '' ? 'message' : this.event, data: this.data.join('\n') };
    this.data = [];
    this.event = '';
    return message;
  }
}
