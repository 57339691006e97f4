package dev.hexad.service.web;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies no further than their limit. */
public final class BodyLimit {
  private BodyLimit() {}

  /**
   * Reads a whole body.
   *
   * @param limit largest size, in bytes
   * @throws HexadException of type too-large when there is more; the rest is not read
   */
  public static byte[] read(InputStream body, int limit) throws IOException {
    var out = new ByteArrayOutputStream();
    byte[] buffer = new byte[16 * 1024];
    int n;
    while ((n = body.read(buffer)) >= 0) {
      if (out.size() + n > limit) {
        throw new HexadException(
            ProblemType.TOO_LARGE, "The body is larger than " + limit + " bytes.");
      }
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }
}
