package dev.hexad.standalone.demo;

import java.io.PrintStream;

/** Tells the story: numbered steps, and lines below them with the time since the begin. */
final class Narrator {
  private final PrintStream out;
  private final long begin = System.nanoTime();
  private int step;

  Narrator(PrintStream out) {
    this.out = out;
  }

  void step(String title) {
    step++;
    out.printf("%n%d. %s%n", step, title);
    out.flush();
  }

  void say(String line) {
    out.printf("   %6.1f s  %s%n", (System.nanoTime() - begin) / 1e9, line);
    out.flush();
  }

  /** A line without a time. */
  void note(String line) {
    out.println("            " + line);
    out.flush();
  }
}
