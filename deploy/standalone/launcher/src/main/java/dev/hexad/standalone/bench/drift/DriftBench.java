package dev.hexad.standalone.bench.drift;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Service;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How long it takes to compare all objects of a cluster with what was rendered. */
public final class DriftBench {
  /** What a measurement needs; less would not have a changed object in each of the rounds. */
  public static final int FEWEST = 100;

  public static final int MOST = 100_000;

  /** Services that have to run. */
  public static final List<Service> SERVICES = List.of(Service.ORCHESTRATOR, Service.CD);

  private static final int ROUNDS = 4;
  private static final int CHANGED = 37;
  private static final String SECRET = "bench-kubeconfig";

  private final Installation installation;
  private final BenchObjects objects;
  private final PrintStream out;
  private final Api api;

  private DriftBench(Installation installation, int objects, PrintStream out) {
    this.installation = installation;
    this.objects = new BenchObjects(objects);
    this.out = out;
    this.api = new Api(installation.url(), installation.adminToken());
  }

  /**
   * Measures in an installation that runs, and leaves it without its CD agent.
   *
   * @param objects how many are compared
   * @param delay milliseconds that each answer of the API server takes longer
   */
  public static void run(Installation installation, int objects, int delay, PrintStream out) {
    try (Cluster cluster = Cluster.start(delay)) {
      new DriftBench(installation, objects, out).measure(cluster);
    } catch (IOException e) {
      throw new SampleException("cannot measure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SampleException("interrupted", e);
    }
  }

  private void measure(Cluster cluster) throws IOException, InterruptedException {
    connect(cluster);
    long begin = System.nanoTime();
    List<String> deployments =
        new Applications(api, objects, installation.state().resolve("repositories")).deploy();
    say(
        "deployed             %,8d objects in %d applications, %.1f s",
        objects.total(), objects.applications(), (System.nanoTime() - begin) / 1e9);
    var checks = new Checks(cluster, api, deployments, objects.total(), this::requireAgent);
    checks.warmUp();
    try (var heap = new HeapWatch(installation.url(Service.CD))) {
      for (int round = 0; round < ROUNDS; round++) {
        List<BenchObjects.Item> changed = objects.some(CHANGED, round);
        say("%d changed           %s", CHANGED, checks.after(changed, false));
        say("put right            %s", checks.after(changed, true));
      }
      if (!heap.saw()) {
        throw new SampleException("the CD agent does not say how much heap it uses");
      }
      say("heap of agent-cd     %s", heap);
    }
    say("all checks           %s", checks.summary());
    // What the agent asks for its own ends would slow the floor.
    installation.stop(Service.CD);
    double floor = floor(cluster);
    say("checked / bare       %.1f times as long", checks.median() / floor);
  }

  private void requireAgent() {
    if (installation.pid(Service.CD).isEmpty()) {
      throw new SampleException("the CD agent has ended; it does so when its heap is too small");
    }
  }

  private void connect(Cluster cluster) throws InterruptedException {
    api.put("/api/v1/secrets/" + SECRET, Map.of("value", cluster.kubeconfig()));
    api.configure(
        "cd",
        document -> {
          ObjectNode main = document.withObject("/clusters").putObject("main");
          main.put("kubeconfigSecret", SECRET);
          // One check after the other: what counts is how long one takes, not how often it is due.
          document.put("driftSeconds", 1);
        });
    for (int i = 0; i < 600; i++) {
      for (JsonNode target : api.get("/api/v1/cd/targets").get("items")) {
        if (target.path("name").asString("").equals("kubernetes")
            && target.path("available").asBoolean(false)) {
          return;
        }
      }
      Thread.sleep(100);
    }
    throw new SampleException("the CD agent does not take the cluster");
  }

  /** The median of the rounds after the first, in seconds. */
  private double floor(Cluster cluster) {
    try (ChildJvm client =
        ChildJvm.start(
            BareClient.class,
            Map.of(BareClient.TOKEN, cluster.token()),
            cluster.url(),
            Integer.toString(objects.total()),
            Integer.toString(ROUNDS + 1))) {
      double[] seconds = new double[ROUNDS];
      for (int round = -1; round < ROUNDS; round++) {
        String line = client.line();
        if (line == null) {
          throw new SampleException("the bare client ended early");
        }
        if (round >= 0) {
          seconds[round] = Long.parseLong(line) / 1e9;
        }
      }
      double median = Checks.median(seconds);
      say(
          "bare client          p50 %.1f s   %,.0f requests/s",
          median, 2 * objects.total() / median);
      return median;
    }
  }

  private void say(String format, Object... values) {
    out.printf(format + "%n", values);
    out.flush();
  }
}
