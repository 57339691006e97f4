package dev.hexad.finops.focus;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A stream whose bytes come piece by piece, each when it is wanted. */
public abstract class PieceStream extends InputStream {
  private byte[] piece = new byte[0];
  private int given;

  /** The next piece, null at the end. */
  protected abstract byte @Nullable [] next() throws IOException;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (given == piece.length) {
      byte[] next = next();
      if (next == null) {
        return -1;
      }
      piece = next;
      given = 0;
    }
    int n = Math.min(length, piece.length - given);
    System.arraycopy(piece, given, target, offset, n);
    given += n;
    return n;
  }
}
