package dev.hexad.oci.sbom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends with an error when more comes out of it than its budget allows. */
final class LimitedStream extends FilterInputStream {
  private final Budget budget;

  LimitedStream(InputStream in, Budget budget) {
    super(in);
    this.budget = budget;
  }

  /** Bytes that may still be read, shared by the streams that unpack the same thing. */
  static final class Budget {
    private long left;

    Budget(long bytes) {
      this.left = bytes;
    }

    private void take(long bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new IOException("it unpacks to more than is allowed");
      }
    }
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      budget.take(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    if (n > 0) {
      budget.take(n);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] buffer = new byte[(int) Math.min(n, 16 * 1024)];
    return Math.max(0, read(buffer, 0, buffer.length));
  }

  /** Does not close what it reads from, which goes on behind this. */
  @Override
  public void close() {}
}
