package dev.hexad.ci.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes each piece after a line with its number of bytes, and a zero at the end, so that a reader
 * knows where the end is although the connection stays open.
 */
final class PiecedOutput extends OutputStream {
  private static final int PIECE = 256 * 1024;
  private static final int FRAME = 32 * 1024;

  private final OutputStream to;
  private final byte[] piece = new byte[PIECE];
  private int filled;
  private boolean closed;

  PiecedOutput(OutputStream to) {
    this.to = to;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      int n = Math.min(left, PIECE - filled);
      System.arraycopy(bytes, from, piece, filled, n);
      filled += n;
      from += n;
      left -= n;
      if (filled == PIECE) {
        send();
      }
    }
  }

  private void send() throws IOException {
    line(filled);
    for (int at = 0; at < filled; at += FRAME) {
      to.write(piece, at, Math.min(FRAME, filled - at));
    }
    filled = 0;
  }

  private void line(int number) throws IOException {
    to.write((number + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Ends the content; the connection stays open. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (filled > 0) {
      send();
    }
    line(0);
    to.flush();
  }
}
