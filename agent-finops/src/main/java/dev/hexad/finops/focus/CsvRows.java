package dev.hexad.finops.focus;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Reads CSV as RFC 4180 has it, row by row, without an object per cell; the cells are valid until
 * the next row. Reading bills is bound by this, a general parser takes three times as long.
 */
final class CsvRows {
  private static final int MAX_ROW = 4 * 1024 * 1024;

  private final Reader in;
  private final boolean byRow;
  private char[] buffer = new char[64 * 1024];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private boolean[] quotes = new boolean[64];
  private int cells;
  private int base;
  private int position;
  private int limit;
  private boolean ended;
  private long line = 1;
  private long rowLine = 1;
  private long rows;

  CsvRows(Reader in, boolean byRow) {
    this.in = in;
    this.byRow = byRow;
  }

  /** What is no CSV. */
  static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenException(long line, String message) {
      super("line " + line + ": " + message);
    }
  }

  /** Goes to the next row that is not empty; false at the end. */
  boolean next() throws IOException {
    do {
      base = position;
      rowLine = line;
      cells = 0;
      if (!fill()) {
        return false;
      }
      row();
    } while (cells == 1 && starts[0] == ends[0] && !quotes[0]);
    rows++;
    return true;
  }

  private void row() throws IOException {
    while (cell()) {
      // The next cell of the row follows.
    }
  }

  /** Reads a cell; true when another one follows. */
  private boolean cell() throws IOException {
    if (cells == starts.length) {
      starts = Arrays.copyOf(starts, 2 * cells);
      ends = Arrays.copyOf(ends, 2 * cells);
      quotes = Arrays.copyOf(quotes, 2 * cells);
    }
    quotes[cells] = fill() && buffer[position] == '"';
    if (quotes[cells]) {
      quoted();
    } else {
      plain();
    }
    cells++;
    if (!fill()) {
      return false;
    }
    char c = buffer[position++];
    if (c == ',') {
      return true;
    }
    if (c == '\r' && fill() && buffer[position] == '\n') {
      position++;
    }
    line++;
    return false;
  }

  private void plain() throws IOException {
    starts[cells] = position - base;
    while (fill()) {
      char c = buffer[position];
      if (c == ',' || c == '\n' || c == '\r') {
        break;
      }
      position++;
    }
    ends[cells] = position - base;
  }

  private void quoted() throws IOException {
    long begun = line;
    position++;
    int start = position - base;
    int to = start;
    while (true) {
      if (!fill()) {
        throw new BrokenException(begun, "a quoted value does not end, the file may be cut off");
      }
      char c = buffer[position++];
      if (c == '"') {
        if (!fill() || buffer[position] != '"') {
          break;
        }
        position++;
      } else if (c == '\n') {
        line++;
      }
      buffer[base + to++] = c;
    }
    starts[cells] = start;
    ends[cells] = to;
    if (fill() && buffer[position] != ',' && buffer[position] != '\n' && buffer[position] != '\r') {
      throw new BrokenException(line, "text follows a quoted value");
    }
  }

  /** Makes sure that there is a character; false at the end. */
  private boolean fill() throws IOException {
    return position < limit || more();
  }

  private boolean more() throws IOException {
    if (ended) {
      return false;
    }
    if (base > 0) {
      System.arraycopy(buffer, base, buffer, 0, limit - base);
      position -= base;
      limit -= base;
      base = 0;
    }
    if (limit == buffer.length) {
      if (buffer.length >= MAX_ROW) {
        throw new BrokenException(rowLine, "the row is longer than " + MAX_ROW + " characters");
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int n = in.read(buffer, limit, buffer.length - limit);
    ended = n < 0;
    limit += Math.max(0, n);
    return n > 0 || (!ended && more());
  }

  int cells() {
    return cells;
  }

  /** The line that the row begins in, from 1; or which row below the header it is. */
  long line() {
    return byRow ? rows - 1 : rowLine;
  }

  /** Whether a cell says nothing; some exports write {@code NULL} for that. */
  boolean empty(int cell) {
    int from = base + starts[cell];
    int to = base + ends[cell];
    if (to - from == 4 && !quotes[cell]) {
      return buffer[from] == 'N'
          && buffer[from + 1] == 'U'
          && buffer[from + 2] == 'L'
          && buffer[from + 3] == 'L';
    }
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(buffer[i])) {
        return false;
      }
    }
    return true;
  }

  String text(int cell) {
    return new String(buffer, base + starts[cell], ends[cell] - starts[cell]);
  }

  void append(int cell, StringBuilder to) {
    to.append(buffer, base + starts[cell], ends[cell] - starts[cell]);
  }

  /** Whether a cell holds this; spares a new string for what repeats from row to row. */
  boolean holds(int cell, String text) {
    int length = ends[cell] - starts[cell];
    if (length != text.length()) {
      return false;
    }
    int from = base + starts[cell];
    for (int i = 0; i < length; i++) {
      if (buffer[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a cell is a decimal as databases write it, without sign of a currency or exponent. */
  boolean decimal(int cell) {
    int i = base + starts[cell];
    int to = base + ends[cell];
    if (to - i > 60) {
      return false;
    }
    if (i < to && buffer[i] == '-') {
      i++;
    }
    int digits = i;
    while (i < to && digit(buffer[i])) {
      i++;
    }
    if (i == digits) {
      return false;
    }
    if (i < to && buffer[i] == '.') {
      digits = ++i;
      while (i < to && digit(buffer[i])) {
        i++;
      }
    }
    return i == to && i > digits;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
