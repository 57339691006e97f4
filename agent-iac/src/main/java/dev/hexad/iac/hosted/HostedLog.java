package dev.hexad.iac.hosted;

import dev.hexad.iac.tool.LineBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a log of Terraform Cloud as it grows. It begins with the character STX and ends with ETX,
 * and both count for the offset.
 */
final class HostedLog {
  private static final int CHUNK = 64 * 1024;
  private static final byte START = 2;
  private static final byte END = 3;

  private final HostedHttp http;
  private final LineBuffer lines;
  private long offset;
  private boolean ended;

  HostedLog(HostedHttp http, Consumer<String> line) {
    this.http = http;
    this.lines = new LineBuffer(line);
  }

  /** Hands over what has come since. */
  void read(String url) throws InterruptedException {
    while (!ended) {
      byte[] chunk = http.log(url, offset, CHUNK);
      if (chunk.length == 0) {
        return;
      }
      offset += chunk.length;
      take(chunk);
    }
  }

  private void take(byte[] chunk) {
    int from = chunk[0] == START ? 1 : 0;
    int to = chunk.length;
    if (chunk[to - 1] == END) {
      ended = true;
      to--;
    }
    if (to > from) {
      lines.take(Arrays.copyOfRange(chunk, from, to));
    }
    if (ended) {
      lines.end();
    }
  }
}
