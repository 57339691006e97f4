package dev.hexad.standalone;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Stops everything and keeps the state. */
final class DownCommand implements Command {
  @Override
  public String name() {
    return "down";
  }

  @Override
  public String synopsis() {
    return "[--state DIR]";
  }

  @Override
  public String summary() {
    return "stop services and servers; the state stays";
  }

  @Override
  public int run(List<String> words, PrintStream out) {
    Arguments arguments = Arguments.parse(words, Set.of(), Set.of());
    Installation.in(arguments.state(), Progress.to(out)).down();
    out.println("Hexad is down");
    return 0;
  }
}
