package dev.hexad.standalone.bench.graph;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Service;
import dev.hexad.standalone.bench.Figures;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;

/** Append at two sizes, rebuild, suspects and time line of a large ledger. */
public final class GraphBench {
  public static final List<Service> SERVICES = List.of(Service.ORCHESTRATOR);

  /** The smaller size at which appending is measured. */
  public static final int SMALL = 100_000;

  private static final int APPENDED = 20_000;
  private static final int ASKED = 200;

  /** What was appended first took the place of as many events. */
  private static final int SKIPPED = APPENDED / Stories.EVENTS + 1;

  private static final int STORIES_OF_ALL = (SMALL - 2 * APPENDED) / Stories.EVENTS;

  private final Installation installation;
  private final PrintStream out;
  private final Api api;
  private final Random random = new Random(1);

  private GraphBench(Installation installation, PrintStream out) {
    this.installation = installation;
    this.out = out;
    this.api = new Api(installation.url(), installation.adminToken());
  }

  /** Measures in an installation whose orchestrator runs. */
  public static void run(Installation installation, long events, PrintStream out) {
    try {
      new GraphBench(installation, out).measure(events);
    } catch (SQLException e) {
      throw new SampleException("cannot measure: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure(long events) throws SQLException, InterruptedException {
    try (Connection connection = connect()) {
      append(connection, "warm");
      Stories.fill(connection, head(connection) + 1, SMALL);
      follow(connection);
      double few = append(connection, "at %,d events".formatted(SMALL));
      long begin = System.nanoTime();
      Stories.fill(connection, head(connection) + 1, events);
      analyze(connection);
      say("filled               %,d events in %.0f s", events, seconds(begin));
      rebuild(connection);
      double many = append(connection, "at %,d events".formatted(events));
      say("append large / small %.2f", many / few);
      follow(connection);
      ask("suspects", this::suspects);
      ask("time line page", this::timeLine);
      ask("lineage", this::lineage);
    }
  }

  private Connection connect() throws SQLException {
    var servers = installation.servers();
    return DriverManager.getConnection(
        servers.postgresUrl("orchestrator"),
        servers.postgresAdminUser(),
        servers.postgresAdminPassword());
  }

  private static void analyze(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("analyze orchestrator.ledger");
    }
  }

  /** Through the bus, as every event comes; gives events per second. */
  private double append(Connection connection, String when)
      throws SQLException, InterruptedException {
    long before = head(connection);
    long begin = System.nanoTime();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", installation.servers().kafkaBootstrap(), "linger.ms", 5),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < APPENDED; i++) {
        String id = UUID.randomUUID().toString();
        producer.send(new ProducerRecord<>("hexad.events", id, event(id)));
      }
    }
    while (head(connection) < before + APPENDED) {
      TimeUnit.MILLISECONDS.sleep(20);
      if (seconds(begin) > 600) {
        throw new SampleException("the ledger stands still");
      }
    }
    double rate = APPENDED / seconds(begin);
    say("append %-14s %,8.0f events/s", when, rate);
    return rate;
  }

  private static String event(String id) {
    return """
    {"specversion": "1.0", "id": "%1$s", "source": "/agents/bench", \
    "type": "dev.hexad.agent.lost.v1", "subject": "bench", "time": "%2$s", \
    "datacontenttype": "application/json", "tenant": "default", "correlationid": "%1$s", \
    "data": {"agentId": "bench", "instanceId": "%1$s"}}\
    """
        .formatted(id, Instant.now());
  }

  private void rebuild(Connection connection) throws SQLException, InterruptedException {
    api.post("/api/v1/graph/rebuild", Map.of());
    long events = head(connection);
    long begin = System.nanoTime();
    while (api.get("/api/v1/graph/progress").get("rebuilding").booleanValue()) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    say("rebuild              %,8.0f events/s", events / seconds(begin));
  }

  private void follow(Connection connection) throws SQLException, InterruptedException {
    long head = head(connection);
    while (api.get("/api/v1/graph/progress").get("sequence").longValue() < head) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static long head(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select sequence from orchestrator.ledger_head")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void ask(String what, Supplier<String> question) {
    for (int i = 0; i < ASKED / 4; i++) {
      api.get(question.get());
    }
    var nanos = new ArrayList<Long>();
    long begin = System.nanoTime();
    for (int i = 0; i < ASKED; i++) {
      String path = question.get();
      long sent = System.nanoTime();
      JsonNode answer = api.get(path);
      nanos.add(System.nanoTime() - sent);
      if (answer.isEmpty()) {
        throw new SampleException(path + " has no answer");
      }
    }
    say("%-20s %s", what, Figures.of(nanos, System.nanoTime() - begin));
  }

  private String suspects() {
    Instant at = Instant.now().minus(Duration.ofMinutes(random.nextInt(300 * 24 * 60)));
    return "/api/v1/suspects?environment=production&window=P1D&applicationId=%s&at=%s"
        .formatted(application(), at);
  }

  private String timeLine() {
    Instant to = Instant.now().minus(Duration.ofMinutes(random.nextInt(300 * 24 * 60)));
    return "/api/v1/changes?limit=50&applicationId=%s&to=%s".formatted(application(), to);
  }

  private String lineage() {
    int story = random.nextInt(STORIES_OF_ALL) + SKIPPED;
    return "/api/v1/graph/lineage?commit=" + md5("c" + story) + "00000000";
  }

  private UUID application() {
    String hex = md5("a" + random.nextInt(Stories.APPLICATIONS));
    return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return java.util.HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void say(String format, Object... values) {
    out.println(String.format(java.util.Locale.ROOT, format, values));
    out.flush();
  }
}
