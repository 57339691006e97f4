package dev.hexad.oci.client;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** A stream that knows what it should have been when it ends. */
final class VerifiedStream extends FilterInputStream {
  private final String digest;
  private final long limit;
  private final MessageDigest algorithm = Sha256.algorithm();
  private long count;

  VerifiedStream(InputStream in, String digest, long limit) {
    super(in);
    this.digest = digest;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? n : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    if (n > 0) {
      algorithm.update(buffer, offset, n);
      count += n;
      if (count > limit) {
        throw new HexadException(
            ProblemType.TOO_LARGE, "The blob " + digest + " is larger than " + limit + " bytes.");
      }
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] buffer = new byte[(int) Math.min(n, 8192)];
    int read = read(buffer, 0, buffer.length);
    return Math.max(read, 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads what is left, and checks the whole. */
  void verify() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    String actual = Sha256.digest(algorithm);
    if (!actual.equals(digest)) {
      throw RegistryClient.wrongDigest(digest, actual);
    }
  }
}
