package dev.hexad.standalone.bench.monitoring;

import dev.hexad.monitoring.detect.Detector;
import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Service;
import dev.hexad.standalone.bench.Figures;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Detectors, intake of alerts, and the time from a change to its notification. */
public final class MonitoringBench {
  /** Services that have to run. */
  public static final List<Service> SERVICES = List.of(Service.ORCHESTRATOR, Service.MONITORING);

  private static final int SERIES = 20_000;
  private static final int ROUNDS = 40;

  /** Detectors whose speed is measured, and after how many values. */
  private static final int EXPERIENCED = 200;

  private static final int FULL = 1000;
  private static final int RULES = 1000;
  private static final int FLIPS = 15;
  private static final int BATCH = 100;
  private static final int BATCHES = 50;
  private static final int WARM_UP = 2000;
  private static final int TURNS = 3;
  private static final int SETTLE_SECONDS = 20;

  private final PrintStream out;
  private final Installation installation;
  private final Api api;
  private final HttpClient http = HttpClient.newHttpClient();

  private MonitoringBench(Installation installation, PrintStream out) {
    this.out = out;
    this.installation = installation;
    this.api = new Api(installation.url(), installation.adminToken());
  }

  /**
   * Measures in an installation in which these services run, and may call this machine: with {@code
   * HEXAD_OUTBOUND_ALLOW=127.0.0.1}.
   */
  public static void run(Installation installation, PrintStream out) {
    var bench = new MonitoringBench(installation, out);
    bench.detectors();
    bench.rollouts();
    try (var stage = new Stage();
        var peers =
            Peers.start(stage.address(), RULES, "http://" + stage.address() + "/told/peer")) {
      bench.intake(peers);
      bench.latency(stage);
    } catch (IOException e) {
      throw new SampleException("cannot measure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void detectors() {
    long before = used();
    var detectors = new ArrayList<Detector>();
    for (int i = 0; i < SERIES; i++) {
      detectors.add(new Detector());
    }
    var random = new SplittableRandom(1);
    Instant at = Instant.parse("2026-01-05T00:00:00Z");
    for (int round = 0; round < ROUNDS; round++) {
      for (Detector detector : detectors) {
        detector.observe(at, 100 + random.nextGaussian());
      }
      at = at.plusSeconds(30);
    }
    long bytes = (used() - before) / SERIES;
    // A detector is at its full price when its memories are full.
    List<Detector> some = detectors.subList(0, EXPERIENCED);
    long started = 0;
    for (int round = 0; round < 2 * FULL; round++) {
      if (round == FULL) {
        started = System.nanoTime();
      }
      for (Detector detector : some) {
        detector.observe(at, 100 + random.nextGaussian());
      }
      at = at.plusSeconds(30);
    }
    double perSecond = EXPERIENCED * (double) FULL * 1e9 / (System.nanoTime() - started);
    say(
        "detectors              %,9.0f values/s on one core   %,d bytes each   50,000 series each"
            + " 30 s take %.1f %% of a core",
        perSecond, bytes, 100 * 50_000 / 30.0 / perSecond);
    if (detectors.size() != SERIES) {
      throw new IllegalStateException("the detectors must outlive the measurement");
    }
  }

  private void rollouts() {
    try {
      Figures found = Figures.of(new FailedRollouts(installation).measure(), 1);
      say(
          "event to incident      p50 %5.1f ms, p95 %5.1f, max %5.1f   (a rollout that failed)",
          found.p50(), found.p95(), found.max());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * Storms of different alerts, in batches one after the other; what is answered is stored at ours.
   * Both in turn, several times, when what followed from the storm before has been done, and after
   * a load that makes them warm, for they run for months: the same alerts told again and again.
   */
  private void intake(Peers peers) throws IOException, InterruptedException {
    String ours = installation.url() + "/api/v1/monitoring/intake/prometheus/api/v2/alerts";
    String theirs = peers.alertmanager() + "/api/v2/alerts";
    take(ours, "warm", WARM_UP, 1);
    take(theirs, "warm", WARM_UP, 1);
    emptied();
    settle();
    List<Double> here = new ArrayList<>();
    List<Double> there = new ArrayList<>();
    List<Double> through = new ArrayList<>();
    for (int round = 0; round < TURNS; round++) {
      long began = System.nanoTime();
      here.add(take(ours, "ours-" + round, BATCHES, BATCHES));
      emptied();
      through.add(BATCHES * (double) BATCH * 1e9 / (System.nanoTime() - began));
      settle();
      there.add(take(theirs, "theirs-" + round, BATCHES, BATCHES));
    }
    say(
        "intake of alerts       %,9.0f/s durable   Alertmanager in memory %,9.0f/s   %.2f times"
            + "   with their incidents %,.0f/s   (medians of %d)",
        median(here), median(there), median(here) / median(there), median(through), TURNS);
  }

  /** The ledger and the change graph follow what has become alerts. */
  private static void settle() throws InterruptedException {
    TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  /** Waits until all that was taken in has become alerts. */
  private void emptied() throws IOException, InterruptedException {
    while (api.get("/api/v1/monitoring/intake").at("/backlog/waiting").asLong() > 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private double take(String url, String name, int batches, int different)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    for (int batch = 0; batch < batches; batch++) {
      ArrayNode alerts = Api.JSON.createArrayNode();
      for (int i = 0; i < BATCH; i++) {
        ObjectNode alert = alerts.addObject();
        alert
            .putObject("labels")
            .put("alertname", "load")
            .put("kind", "load")
            .put("instance", name + "-" + batch % different + "-" + i);
        alert.put("endsAt", Instant.now().plus(Duration.ofMinutes(1)).toString());
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + installation.adminToken())
              .POST(HttpRequest.BodyPublishers.ofString(alerts.toString()))
              .build();
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new SampleException(url + " answers " + status);
      }
    }
    return batches * (double) BATCH * 1e9 / (System.nanoTime() - started);
  }

  /** Both see the same flips of the same value. */
  private void latency(Stage stage) throws InterruptedException {
    api.configure("monitoring", document -> configure(document, stage));
    stage.set(20);
    stage.await("hexad", "fires");
    stage.await("peer", "fires");
    List<Long> ours = new ArrayList<>();
    List<Long> theirs = new ArrayList<>();
    var random = new SplittableRandom(2);
    for (int i = 0; i < FLIPS; i++) {
      stage.set(0);
      stage.await("hexad", "over");
      stage.await("peer", "over");
      // Not in step with the scrapes of either.
      TimeUnit.MILLISECONDS.sleep(1500 + random.nextInt(1000));
      long changed = stage.set(20);
      theirs.add(stage.await("peer", "fires") - changed);
      ours.add(stage.await("hexad", "fires") - changed);
    }
    Figures here = Figures.of(ours, 1);
    Figures there = Figures.of(theirs, 1);
    say(
        "change to notification  p50 %5.0f ms, max %5.0f   Prometheus and Alertmanager  p50 %5.0f"
            + " ms, max %5.0f   %.2f times   (1 s scrape, %,d rules)",
        here.p50(), here.max(), there.p50(), there.max(), here.p50() / there.p50(), RULES);
  }

  private static void configure(ObjectNode document, Stage stage) {
    document
        .putArray("sources")
        .addObject()
        .put("name", "bench")
        .put("kind", "OPENMETRICS")
        .put("url", "http://" + stage.address() + "/metrics");
    document
        .putArray("signals")
        .addObject()
        .put("name", "bench")
        .put("source", "bench")
        .put("query", "bench_value")
        .put("seconds", 1);
    ArrayNode rules = document.putArray("rules");
    for (int i = 0; i < RULES; i++) {
      rules
          .addObject()
          .put("name", "bench" + i)
          .put("kind", "THRESHOLD")
          .put("signal", "bench")
          .put("above", 10 + 1000 * i);
    }
    document
        .putArray("channels")
        .addObject()
        .put("name", "bench")
        .put("kind", "WEBHOOK")
        .put("url", "http://" + stage.address() + "/told/hexad");
    document.putArray("routes").addObject().putArray("channels").add("bench");
  }

  private void say(String words, Object... values) {
    out.println(String.format(Locale.ROOT, words, values));
  }
}
