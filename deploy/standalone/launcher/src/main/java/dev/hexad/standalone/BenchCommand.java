package dev.hexad.standalone;

import dev.hexad.standalone.bench.FinopsBench;
import dev.hexad.standalone.bench.LogBench;
import dev.hexad.standalone.bench.WebhookBench;
import dev.hexad.standalone.bench.cloud.CloudBench;
import dev.hexad.standalone.bench.graph.GraphBench;
import dev.hexad.standalone.bench.iac.IacBench;
import dev.hexad.standalone.bench.monitoring.MonitoringBench;
import dev.hexad.standalone.bench.runs.IdleBench;
import dev.hexad.standalone.bench.runs.RunsBench;
import dev.hexad.standalone.bench.suspects.SuspectsBench;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures. {@code start}: how long a start takes and how much memory everything holds. {@code
 * idle}: what all of it costs while nobody uses it. {@code runs}: rate, latency and cost of runs.
 * {@code graph}: ledger and change graph when they are large. {@code iac}: plans beside the bare
 * program, drift checks, a large state. {@code monitoring}: beside Prometheus and Alertmanager,
 * with {@code HEXAD_OUTBOUND_ALLOW=127.0.0.1}. {@code webhooks}: from the webhook to the finished
 * run. {@code logs}: from a line to its readers. {@code deploy}: from the push to the rollout, the
 * board of many applications, and drift checks. {@code finops}: import of a large bill beside COPY,
 * and sums over all of it. {@code cloud}: reading a large account, and searching a large inventory.
 * {@code anomalies} and {@code anomalies-multi}: scores of recorded series. {@code suspects}: how
 * often the guilty change is named. {@code forecast} and {@code cost-anomalies}: forecasts and
 * findings to be scored.
 */
final class BenchCommand implements Command {
  private static final int DEFAULT_TIMES = 3;
  private static final int DEFAULT_RUNS = 10_000;
  private static final int DEFAULT_WORKSPACES = 300;
  private static final int DEFAULT_STORIES = 1_000;
  private static final int DEFAULT_RESOURCES = 100_000;
  private static final int DEFAULT_ROWS = 5_000_000;
  private static final int DEFAULT_EVENTS = 1_000_000;

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public String synopsis() {
    return "start|idle|runs|graph|iac|monitoring|webhooks|logs|deploy|finops|cloud [--layout"
        + " single|processes] [--times N] [--runs N] [--events N] [--workspaces N] [--rows"
        + " N] [--resources N] [--searched N] [--only rollouts|board|drift] [--objects N]"
        + " [--delay MILLIS] [--port N] [--state DIR], or anomalies|anomalies-multi --data"
        + " DIR --out DIR, suspects [--times N] [--seed N], or forecast|cost-anomalies"
        + " --data DIR --out FILE";
  }

  @Override
  public String summary() {
    return "measure in a state folder of its own, each figure with its floor";
  }

  @Override
  public int run(List<String> words, PrintStream out) {
    if (!words.isEmpty() && AnomalyMeasurements.NAMES.contains(words.getFirst())) {
      return AnomalyMeasurements.of(words).run(out);
    }
    if (!words.isEmpty() && CostMeasurements.NAMES.contains(words.getFirst())) {
      return CostMeasurements.of(words).run(out);
    }
    if (!words.isEmpty() && words.getFirst().equals("suspects")) {
      return suspects(words.subList(1, words.size()), out);
    }
    if (words.isEmpty()
        || !List.of(
                "start",
                "idle",
                "runs",
                "graph",
                "iac",
                "monitoring",
                "webhooks",
                "logs",
                "deploy",
                "finops",
                "cloud")
            .contains(words.getFirst())) {
      throw new UsageException(
          "bench needs what to measure: start, idle, runs, graph, iac, monitoring, webhooks, logs,"
              + " deploy, finops, cloud, anomalies, anomalies-multi, suspects, forecast or"
              + " cost-anomalies");
    }
    boolean deploy = words.getFirst().equals("deploy");
    Arguments arguments =
        Arguments.parse(
            words.subList(1, words.size()),
            deploy
                ? Set.of("port", "only", "objects", "delay")
                : Set.of(
                    "layout",
                    "times",
                    "runs",
                    "events",
                    "workspaces",
                    "port",
                    "rows",
                    "resources",
                    "searched"),
            Set.of());
    int runs = arguments.number("runs").orElse(DEFAULT_RUNS);
    return switch (words.getFirst()) {
      case "start" -> starts(arguments, out);
      case "deploy" -> DeployMeasurements.of(arguments).run(out);
      case "runs" -> runs(arguments, out);
      case "idle" -> fresh(arguments, installation -> IdleBench.run(installation, out));
      case "graph" -> graph(arguments, out);
      case "iac" -> iac(arguments, out);
      case "monitoring" -> monitoring(arguments, out);
      case "finops" -> finops(arguments, out);
      case "cloud" -> cloud(arguments, out);
      case "logs" -> fresh(arguments, installation -> LogBench.run(installation, out));
      default -> fresh(arguments, installation -> WebhookBench.run(installation, runs, out));
    };
  }

  private static int suspects(List<String> words, PrintStream out) {
    Arguments arguments = Arguments.parse(words, Set.of("times", "seed"), Set.of());
    int times = arguments.number("times").orElse(DEFAULT_STORIES);
    SuspectsBench.run(times, arguments.number("seed").orElse(1), out);
    return 0;
  }

  private static int runs(Arguments arguments, PrintStream out) {
    int runs = arguments.number("runs").orElse(DEFAULT_RUNS / 5);
    FreshInstallation.of(arguments)
        .measure(
            installation -> installation.up(RunsBench.SERVICES),
            installation -> RunsBench.run(installation, runs, out));
    return 0;
  }

  private static int graph(Arguments arguments, PrintStream out) {
    long events = arguments.number("events").orElse(DEFAULT_EVENTS);
    if (events < 2 * GraphBench.SMALL) {
      throw new UsageException("--events must be at least " + 2 * GraphBench.SMALL);
    }
    FreshInstallation.of(arguments)
        .measure(
            installation -> installation.up(GraphBench.SERVICES),
            installation -> GraphBench.run(installation, events, out));
    return 0;
  }

  private static int iac(Arguments arguments, PrintStream out) {
    int workspaces = arguments.number("workspaces").orElse(DEFAULT_WORKSPACES);
    FreshInstallation.of(arguments)
        .measure(
            installation -> installation.up(IacBench.SERVICES),
            installation -> IacBench.run(installation, workspaces, out));
    return 0;
  }

  private static int finops(Arguments arguments, PrintStream out) {
    int rows = arguments.number("rows").orElse(DEFAULT_ROWS);
    FreshInstallation where = FreshInstallation.of(arguments);
    where.measure(
        Installation::upServers,
        installation -> FinopsBench.run(installation, where.state(), rows, out));
    return 0;
  }

  private static int cloud(Arguments arguments, PrintStream out) {
    int resources = arguments.number("resources").orElse(DEFAULT_RESOURCES);
    int searched = arguments.number("searched").orElse(10 * DEFAULT_RESOURCES);
    FreshInstallation.of(arguments)
        .measure(
            installation -> installation.up(CloudBench.SERVICES),
            installation -> CloudBench.run(installation, resources, searched, out));
    return 0;
  }

  private static int monitoring(Arguments arguments, PrintStream out) {
    if (!System.getenv().getOrDefault("HEXAD_OUTBOUND_ALLOW", "").contains("127.0.0.1")) {
      throw new UsageException(
          "notifications go to this machine: set HEXAD_OUTBOUND_ALLOW=127.0.0.1");
    }
    FreshInstallation.of(arguments)
        .measure(
            installation -> installation.up(MonitoringBench.SERVICES),
            installation -> MonitoringBench.run(installation, out));
    return 0;
  }

  private static int fresh(Arguments arguments, Consumer<Installation> measure) {
    FreshInstallation.of(arguments)
        .measure(installation -> installation.up(Layout.SINGLE), measure);
    return 0;
  }

  private static int starts(Arguments arguments, PrintStream out) {
    Layout layout = arguments.value("layout").map(Layout::parse).orElse(Layout.SINGLE);
    Path state = arguments.state().resolve("bench");
    Installation installation = Installation.in(state, Progress.SILENT);
    installation.movePort(FreshInstallation.port(arguments));
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
