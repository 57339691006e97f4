package dev.hexad.standalone;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Starts everything and leaves it running. */
final class UpCommand implements Command {
  @Override
  public String name() {
    return "up";
  }

  @Override
  public String synopsis() {
    return "[--layout single|processes] [--port N] [--state DIR]";
  }

  @Override
  public String summary() {
    return "start servers and services and leave them running";
  }

  @Override
  public int run(List<String> words, PrintStream out) {
    Arguments arguments = Arguments.parse(words, Set.of("layout", "port"), Set.of());
    Layout layout = arguments.value("layout").map(Layout::parse).orElse(Layout.SINGLE);
    long begin = System.nanoTime();
    Installation installation = Installation.in(arguments.state(), Progress.to(out));
    arguments.number("port").ifPresent(installation::movePort);
    installation.up(layout);
    out.printf("%nHexad is up (%s)%n", Installation.seconds(begin));
    out.println("  dashboard    " + installation.url());
    out.println("  admin token  " + installation.adminToken());
    out.println("  logs         " + installation.state().resolve("logs"));
    out.println("  stop it      ./hexad down");
    return 0;
  }
}
