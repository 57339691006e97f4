package dev.hexad.standalone;

import java.io.PrintStream;

/** Tells what is happening, one line for each step. */
@FunctionalInterface
public interface Progress {
  Progress SILENT = line -> {};

  void say(String line);

  static Progress to(PrintStream out) {
    return line -> {
      out.println(line);
      out.flush();
    };
  }
}
