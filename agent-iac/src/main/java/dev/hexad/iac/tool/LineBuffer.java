package dev.hexad.iac.tool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts output into lines as it comes. */
public final class LineBuffer {
  private final Consumer<String> line;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  public LineBuffer(Consumer<String> line) {
    this.line = line;
  }

  public synchronized void take(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        end();
      } else {
        open.write(b);
      }
    }
  }

  /** Hands over what is left without a line end. */
  public synchronized void end() {
    if (open.size() > 0) {
      String text = open.toString(StandardCharsets.UTF_8);
      open.reset();
      line.accept(text);
    }
  }
}
