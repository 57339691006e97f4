package dev.hexad.standalone.bench.runs;

import dev.hexad.servers.ServiceCredentials;
import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Service;
import dev.hexad.standalone.bench.Figures;
import dev.hexad.standalone.bench.Load;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Runs of two stages, from the request to the stored end, with an agent in a process of its own:
 * how fast one goes alone, how many end in a second, and what each costs. In the same run stands
 * what two durable steps cost at least on this machine.
 */
public final class RunsBench {
  /** Services that have to run. */
  public static final List<Service> SERVICES = List.of(Service.ORCHESTRATOR);

  private static final int CONNECTIONS = 16;
  private static final int WARM_UP = 3_000;
  private static final int ALONE = 200;

  /** Looking costs the database something, which is counted too. */
  private static final int LOOK_EVERY_MILLIS = 200;

  private static final byte[] WISH =
      """
      {"name": "bench", "stages": {
        "first": {"uses": "bench.note"},
        "second": {"uses": "bench.note", "needs": ["first"]}}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private final Installation installation;
  private final PrintStream out;
  private final Api api;
  private final Load load = new Load(CONNECTIONS);
  private final ProcessorTime processor;

  private RunsBench(Installation installation, PrintStream out) {
    this.installation = installation;
    this.out = out;
    this.api = new Api(installation.url(), installation.adminToken());
    this.processor = new ProcessorTime(installation.state());
  }

  /**
   * Measures in an installation whose orchestrator runs.
   *
   * @param runs how many make one measurement; then ten times as many are measured
   */
  public static void run(Installation installation, int runs, PrintStream out) {
    Process agent = null;
    try {
      var bench = new RunsBench(installation, out);
      agent = bench.startAgent();
      bench.throughput(WARM_UP);
      bench.alone();
      double few = bench.throughput(runs);
      double many = bench.throughput(10 * runs);
      out.printf("cost of 10 times the runs  %.2f times as much each%n", many / few);
      bench.floor(runs);
    } catch (IOException e) {
      throw new SampleException("cannot measure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (agent != null) {
        agent.destroyForcibly();
      }
    }
  }

  private Process startAgent() throws IOException, InterruptedException {
    ServiceCredentials database =
        installation.servers().createServiceSchemas(List.of(BenchAgent.ID)).getFirst();
    int port = installation.freePort();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder =
        new ProcessBuilder(
            java.toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dbench.state=" + installation.state(),
            "-Dlogback.configurationFile=hexad-console-logback.xml",
            "-Dhexad.log.level=WARN",
            "-cp",
            System.getProperty("java.class.path"),
            BenchAgent.class.getName(),
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.username(),
            "--spring.kafka.bootstrap-servers=" + installation.servers().kafkaBootstrap(),
            "--hexad.data-dir=" + installation.state().resolve("data").resolve(BenchAgent.ID),
            "--hexad.orchestrator-url=" + installation.url(),
            "--hexad.advertised-url=http://127.0.0.1:" + port);
    builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
    builder.environment().put("HEXAD_ENROLMENT_TOKEN", installation.enrolmentToken());
    Process agent =
        builder
            .redirectErrorStream(true)
            .redirectOutput(installation.state().resolve("logs").resolve("bench.out").toFile())
            .start();
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!api.get("/api/v1/agents").toString().contains("bench.note")) {
      if (!agent.isAlive() || System.nanoTime() > until) {
        agent.destroyForcibly();
        throw new SampleException("the agent of the bench does not start");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return agent;
  }

  private Load.Signed wish(long number) {
    return new Load.Signed(WISH, Map.of("Authorization", "Bearer " + installation.adminToken()));
  }

  /** One run at a time, with nothing else to do. */
  private void alone() throws IOException, InterruptedException {
    List<Long> begun = new ArrayList<>();
    List<Long> handedOver = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < ALONE; i++) {
      Instant sent = Instant.now();
      JsonNode run = api.post("/api/v1/runs", Api.JSON.readTree(WISH));
      String id = run.get("id").asString();
      while (!run.get("state").asString().equals("SUCCEEDED")) {
        TimeUnit.MILLISECONDS.sleep(20);
        run = api.get("/api/v1/runs/" + id);
      }
      Instant first = begun(run, 0);
      begun.add(Duration.between(sent, first).toNanos());
      handedOver.add(Duration.between(first, begun(run, 1)).toNanos());
      TimeUnit.MILLISECONDS.sleep(50);
    }
    long took = System.nanoTime() - begin;
    out.println("request to first step  " + Figures.of(begun, took));
    out.println("step to next step      " + Figures.of(handedOver, took));
  }

  /** With the platform idle beside it. */
  private void floor(int count) throws IOException {
    try (var bare = BareRuns.start(installation)) {
      bare.together(WARM_UP);
      out.println("bare steps, start to first step  " + bare.alone(ALONE));
      Map<String, Double> used = processor.seconds();
      long begin = System.nanoTime();
      bare.together(count);
      tell("bare two-step runs", count, (System.nanoTime() - begin) / 1e9, used);
    }
  }

  private static Instant begun(JsonNode run, int stage) {
    return Instant.parse(run.get("stages").get(stage).get("result").get("at").asString());
  }

  /** Gives the processor time of one run in milliseconds. */
  private double throughput(int count) throws IOException, InterruptedException {
    long before = runs("state = 'SUCCEEDED'");
    Map<String, Double> used = processor.seconds();
    long begin = System.nanoTime();
    Figures accepted =
        load.count(URI.create(installation.url() + "/api/v1/runs"), count, this::wish);
    while (anyOpen()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      if (System.nanoTime() - begin > Duration.ofMinutes(20).toNanos()) {
        throw new SampleException("runs are still open after 20 minutes");
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long succeeded = runs("state = 'SUCCEEDED'") - before;
    if (succeeded != count) {
      throw new SampleException("only %d of %d runs succeeded".formatted(succeeded, count));
    }
    out.println("requests accepted      " + accepted);
    return tell("two-stage runs    ", count, seconds, used);
  }

  /** Gives the processor time of one in milliseconds, and prints it by process. */
  private double tell(String what, int count, double seconds, Map<String, Double> used) {
    Map<String, Double> each = new TreeMap<>(processor.seconds());
    each.replaceAll((name, time) -> (time - used.getOrDefault(name, 0.0)) * 1_000 / count);
    double whole = each.values().stream().mapToDouble(Double::doubleValue).sum();
    out.printf(
        "%s     %,8d  %,9.1f/s   %.1f ms of processor time each%n",
        what, count, count / seconds, whole);
    each.forEach((name, time) -> out.printf("  of that %-14s %.2f ms%n", name, time));
    out.flush();
    return whole;
  }

  /** Asked so that the short index of open runs answers it: all others cost more than a run. */
  private boolean anyOpen() {
    return runs(
            "tenant = 'default' and state = any ('{QUEUED,RUNNING,PAUSED}') and finished_at is null"
                + " limit 1")
        > 0;
  }

  /** Read from the table itself, so that asking costs the services nothing. */
  private long runs(String which) {
    var servers = installation.servers();
    try (var connection =
            DriverManager.getConnection(
                servers.postgresUrl("orchestrator"),
                servers.postgresAdminUser(),
                servers.postgresAdminPassword());
        var query =
            connection.prepareStatement(
                "select count(*) from (select 1 from orchestrator.run where " + which + ") r");
        var rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new SampleException("cannot count runs: " + e.getMessage(), e);
    }
  }
}
