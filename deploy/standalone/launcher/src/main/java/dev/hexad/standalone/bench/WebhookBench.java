package dev.hexad.standalone.bench;

import dev.hexad.servers.ServiceCredentials;
import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Layout;
import dev.hexad.standalone.Service;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import dev.hexad.standalone.sample.SampleRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** From the webhook to the end of the run: acceptance, latency, throughput, loss. */
public final class WebhookBench {
  private static final int CONNECTIONS = 32;
  private static final Duration ROUND = Duration.ofSeconds(8);
  private static final int ROUNDS = 2;

  /** As many as it takes until what is hot is compiled: a server runs for weeks. */
  private static final int WARM_UP = 400;

  private final Installation installation;
  private final PrintStream out;
  private final Api api;
  private final Path work;
  private final SampleRepository repository;
  private final String application;
  private final Pushes pushes;
  private final Load load = new Load(CONNECTIONS);

  private WebhookBench(Installation installation, PrintStream out) throws IOException {
    this.installation = installation;
    this.out = out;
    this.api = new Api(installation.url(), installation.adminToken());
    this.work = Files.createTempDirectory("hexad-bench");
    this.repository = SampleRepository.open(work.resolve("repository"));
    String name = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    repository.write(
        "hexad.yml",
        """
        version: 1
        stages:
          build:
            uses: ci.build
            with:
              steps:
                - {name: One, run: "date +%%s%%N > '%s'/$HEXAD_RUN"}
                - {name: Two, run: "true"}
        """
            .formatted(Files.createDirectories(work.resolve("begun"))));
    String commit = repository.commit("bench");
    JsonNode made =
        api.post("/api/v1/applications", Map.of("name", name, "repositoryUrl", repository.url()));
    this.application = made.get("application").get("id").asString();
    this.pushes = new Pushes(made.get("webhookSecret").asString(), repository.url(), commit);
  }

  /**
   * Measures in an installation that runs, and leaves it down.
   *
   * @param runs how many pushes are drained
   */
  public static void run(Installation installation, int runs, PrintStream out) {
    try {
      var bench = new WebhookBench(installation, out);
      bench.liftLimits();
      bench.latency(Math.min(100, runs));
      bench.throughput(Math.min(WARM_UP, runs));
      bench.drain(runs);
      bench.acceptance();
    } catch (IOException e) {
      throw new SampleException("cannot measure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private URI target() {
    return URI.create(installation.url() + "/webhooks/github/" + application);
  }

  private void liftLimits() {
    api.configure("ci", document -> document.put("deliveriesPerMinute", 100_000_000));
    pause(12_000);
  }

  /** Idle: one push at a time, from before it is sent to the time that the first step wrote. */
  private void latency(int count) throws IOException, InterruptedException {
    var nanos = new ArrayList<Long>();
    long begin = System.nanoTime();
    Path folder = work.resolve("begun");
    for (int i = 0; i < count + WARM_UP; i++) {
      Instant sent = Instant.now();
      load.one(target(), pushes.push(i));
      long started = Long.parseLong(Files.readString(await(folder, i + 1)).strip());
      if (i >= WARM_UP) {
        nanos.add(started - sent.getEpochSecond() * 1_000_000_000L - sent.getNano());
      }
      pause(i < WARM_UP ? 1 : 100);
    }
    out.println("push to first step   " + Figures.of(nanos, System.nanoTime() - begin));
  }

  private Path await(Path folder, int count) throws IOException {
    long until = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < until) {
      try (var files = Files.list(folder)) {
        List<Path> all = files.toList();
        if (all.size() >= count) {
          Path newest = all.getFirst();
          for (Path file : all) {
            if (Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(newest)) > 0) {
              newest = file;
            }
          }
          if (Files.size(newest) > 10) {
            return newest;
          }
        }
      }
      pause(2);
    }
    throw new SampleException("the first step did not begin within 30 s");
  }

  /** As many runs as fit, all pushed at once, until the last has ended. */
  private void throughput(int count) throws IOException, InterruptedException {
    int before = finished();
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      load.one(target(), pushes.push(i));
    }
    awaitFinished(before + count);
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.printf("two-step pipelines   %,8d  %,9.1f/s%n", count, count / seconds);
  }

  /** The bus is away while pushes come, and everything is killed half-way. */
  private void drain(int count) throws IOException, InterruptedException {
    int before = finished();
    installation.servers().stopKafka();
    for (int i = 0; i < count / 2; i++) {
      load.one(target(), pushes.push(i));
    }
    installation.servers().startKafka();
    for (int i = 0; i < count / 2; i++) {
      load.one(target(), pushes.push(i));
    }
    awaitFinished(before + count / 4);
    installation.kill(Service.CI);
    installation.start(Service.CI, Layout.SINGLE);
    awaitFinished(before + count / 2 * 2);
    pause(3_000);
    int after = finished();
    out.printf(
        "drained with a kill  %,8d accepted, %,d finished: %s%n",
        count / 2 * 2,
        after - before,
        after - before == count / 2 * 2 ? "none lost, none twice" : "WRONG");
  }

  /** Only acceptance: the bus is away, so that nothing is worked on meanwhile. */
  private void acceptance() throws IOException {
    installation.servers().stopKafka();
    ServiceCredentials database =
        installation.servers().createServiceSchemas(List.of("bench")).getFirst();
    try (Floor floor = Floor.start(database)) {
      var bare = new Pushes(BareEndpoint.SECRET, repository.url(), pushes.commit());
      load.run(floor.target(), ROUND.dividedBy(2), bare::push);
      load.run(target(), ROUND.dividedBy(2), pushes::push);
      double best = 0;
      double ours = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Figures floorFigures = load.run(floor.target(), ROUND, bare::push);
        out.println("bare endpoint        " + floorFigures);
        Figures own = load.run(target(), ROUND, pushes::push);
        out.println("webhook accepted     " + own);
        best = Math.max(best, floorFigures.perSecond());
        ours = Math.max(ours, own.perSecond());
      }
      out.printf("accepted / bare      %.2f%n", ours / best);
    }
  }

  /** Read from the table itself, so that asking costs the services nothing. */
  private int finished() {
    var servers = installation.servers();
    try (var connection =
            DriverManager.getConnection(
                servers.postgresUrl("orchestrator"),
                servers.postgresAdminUser(),
                servers.postgresAdminPassword());
        var query =
            connection.prepareStatement(
                "select count(*) from orchestrator.run where application_id = ? and state in"
                    + " ('SUCCEEDED', 'FAILED', 'CANCELLED')")) {
      query.setObject(1, UUID.fromString(application));
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    } catch (SQLException e) {
      throw new SampleException("cannot count runs: " + e.getMessage(), e);
    }
  }

  private void awaitFinished(int wanted) {
    long until = System.nanoTime() + 1_800_000_000_000L;
    while (finished() < wanted) {
      if (System.nanoTime() > until) {
        throw new SampleException("only " + finished() + " of " + wanted + " runs ended");
      }
      pause(200);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
