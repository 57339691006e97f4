package dev.hexad.standalone;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Measures. {@code start}: how long a start takes and how much memory everything holds. */
final class BenchCommand implements Command {
  private static final int DEFAULT_PORT = 18080;
  private static final int DEFAULT_TIMES = 3;

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public String synopsis() {
    return "start [--layout single|processes] [--times N] [--port N] [--state DIR]";
  }

  @Override
  public String summary() {
    return "measure starts in a state folder of their own, with the servers alone as the floor";
  }

  @Override
  public int run(List<String> words, PrintStream out) {
    if (words.isEmpty() || !words.getFirst().equals("start")) {
      throw new UsageException("bench needs what to measure: start");
    }
    Arguments arguments =
        Arguments.parse(
            words.subList(1, words.size()), Set.of("layout", "times", "port"), Set.of());
    Layout layout = arguments.value("layout").map(Layout::parse).orElse(Layout.SINGLE);
    Path state = arguments.state().resolve("bench");
    Installation installation = Installation.in(state, Progress.SILENT);
    installation.movePort(arguments.number("port").orElse(DEFAULT_PORT));
    out.printf("layout %s, %d processors%n", layout, Runtime.getRuntime().availableProcessors());
    out.printf("%-22s %12s %12s%n", "", "servers", "all healthy");
    try {
      report(out, "first start", measure(installation, layout));
      List<Start> later = new ArrayList<>();
      for (int i = 0; i < arguments.number("times").orElse(DEFAULT_TIMES); i++) {
        installation.down();
        later.add(measure(installation, layout));
        report(out, "later start " + (i + 1), later.getLast());
      }
      out.println();
      out.print(StatusReport.table(installation.status()));
      return 0;
    } finally {
      installation.down();
    }
  }

  /** Times of one start, in seconds since its begin. */
  private record Start(double servers, double all) {}

  private static Start measure(Installation installation, Layout layout) {
    long begin = System.nanoTime();
    installation.upServers();
    double servers = since(begin);
    installation.up(layout);
    return new Start(servers, since(begin));
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void report(PrintStream out, String name, Start start) {
    out.printf("%-22s %10.1f s %10.1f s%n", name, start.servers(), start.all());
    out.flush();
  }
}
