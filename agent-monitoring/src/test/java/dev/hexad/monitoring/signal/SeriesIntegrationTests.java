package dev.hexad.monitoring.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.MonitoringAgentApplication;
import dev.hexad.monitoring.settings.Split;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Queries that are split into series, from an endpoint to an alert, and signals summed up. */
class SeriesIntegrationTests {
  private static final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private static volatile String metrics = "";
  private static HttpServer server;
  private static TestAgent agent;
  private static JdbcClient jdbc;
  private static int version = 20;

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = metrics.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    agent =
        TestAgent.start(
            MonitoringAgentApplication.class,
            "monitoring",
            orchestrator,
            "--hexad.outbound.allow=127.0.0.1");
    jdbc = agent.bean(JdbcClient.class);
    jdbc.sql("truncate point, point_hour").update();
    jdbc.sql("update signal set ended_at = now() where ended_at is null").update();
  }

  @AfterAll
  static void stop() {
    agent.close();
    orchestrator.close();
    server.stop(0);
  }

  private static void configure(String split, String rules) {
    version++;
    String document =
        """
        {"scrapeSeconds":1,"historyHours":24,"maxErrorRatio":1,"windowSeconds":30,
         "minRequests":20,"downAfterFailures":2,
         "sources":[{"name":"own","kind":"OPENMETRICS","url":"http://127.0.0.1:%d"}],
         "signals":[{"name":"jobs","source":"own","query":"jobs","seconds":1,"split":%s}],
         "rules":[%s]}
        """
            .formatted(server.getAddress().getPort(), split, rules);
    orchestrator.configure(version, Json.mapper().readTree(document));
  }

  private static JsonNode json(String path) {
    return Json.mapper().readTree(agent.get(path, "monitoring:read").body());
  }

  private static JsonNode query() {
    return json("/signals?text=jobs&name=jobs").path("items").path(0);
  }

  private static List<String> series() {
    return json("/signals?parent=jobs").path("items").values().stream()
        .filter(item -> item.path("endedAt").isNull())
        .map(item -> item.at("/signal/key").asString())
        .toList();
  }

  @Test
  void followsEachSeriesAndAlertsForTheOneThatIsBad() {
    metrics =
        "# TYPE jobs gauge\njobs{queue=\"a\",pod=\"x\"} 3\njobs{queue=\"b\",pod=\"x\"} 4\n"
            + "jobs{queue=\"b\",pod=\"y\"} 5\n";
    configure(
        "{\"by\":[\"queue\"],\"most\":3}",
        "{\"name\":\"many\",\"kind\":\"THRESHOLD\",\"signal\":\"jobs\",\"above\":8}");
    Await.until("the series", () -> series().size() == 2);
    assertThat(series()).containsExactly("jobs{queue=\"a\"}", "jobs{queue=\"b\"}");
    assertThat(query().path("series").asInt()).isEqualTo(2);
    assertThat(json("/signals?name=jobs&series=false").path("items")).hasSize(1);
    assertThat(query().path("value").isNull()).as("a query has no values").isTrue();
    JsonNode alerts =
        Await.value(
            "the alert",
            () -> {
              JsonNode items = json("/alerts?rule=many").path("items");
              return items.isEmpty() ? null : items;
            });
    assertThat(alerts).hasSize(1);
    assertThat(alerts.at("/0/what/title").asString())
        .isEqualTo("everything: jobs{queue=\"b\"} is too high");
    assertThat(alerts.at("/0/what/labels/queue").asString()).isEqualTo("b");
    assertThat(alerts.at("/0/what/value").asDouble()).as("of both pods").isEqualTo(9);
    JsonNode course = json("/signals/course?key=jobs%7Bqueue%3D%22b%22%7D").path("points");
    assertThat(course).isNotEmpty();
    metrics =
        Arrays.stream("abcde".split(""))
            .map(queue -> "jobs{queue=\"" + queue + "\"} 1\n")
            .collect(Collectors.joining());
    Await.until(
        "the limit",
        () ->
            query()
                .path("failure")
                .asString("")
                .contains("gives 5 series by queue, and 3 are followed"));
    assertThat(series()).hasSize(3);
    configure("{\"by\":[\"topic\"]}", "");
    Await.until(
        "the missing label",
        () -> query().path("failure").asString("").contains("no series has the label 'topic'"));
    configure("null", "");
    Await.until("the end of the series", () -> series().isEmpty());
    Await.until("one value", () -> query().path("value").asDouble(0) == 5);
  }

  @Test
  void endsASeriesThatIsGoneAndTakesItUpAgain() {
    long id =
        jdbc.sql(
                """
                insert into signal (key, name, unit, direction, origin, seconds)
                values ('disk', 'disk', '%', 'UP', 'SPLIT', 60) returning id
                """)
            .query(Long.class)
            .single();
    Signal query = agent.bean(SignalStore.class).find("disk").orElseThrow();
    assertThat(query.id()).isEqualTo(id);
    var splits = new SplitSignals(agent.bean(SeriesStore.class));
    var split = new Split(List.of("host"), 1);
    Instant now = Instant.now();
    assertThat(splits.read(query, split, disks("a"), now).points()).hasSize(1);
    var full = splits.read(query, split, disks("b"), now.plus(50, ChronoUnit.MINUTES));
    assertThat(full.points()).isEmpty();
    assertThat(full.problem()).contains("1 series by host, and 1 are followed");
    var free = splits.read(query, split, disks("b"), now.plus(70, ChronoUnit.MINUTES));
    assertThat(free.points().keySet().iterator().next().title()).isEqualTo("disk{host=\"b\"}");
    assertThat(free.problem()).isNull();
    assertThat(agent.bean(SeriesStore.class).of(query)).hasSize(1);
    splits.read(query, split, disks("a"), now.plus(200, ChronoUnit.MINUTES));
    assertThat(agent.bean(SeriesStore.class).of(query).getFirst().labels())
        .isEqualTo(Map.of("host", "a"));
  }

  private static List<MetricSource.Series> disks(String... hosts) {
    return Arrays.stream(hosts)
        .map(host ->
            new MetricSource.Series(
                Map.of("host", host, "job", "node"), new MetricSource.Point(Instant.now(), 7)))
        .toList();
  }

  @Test
  void sumsSignalsUpByValuesAndWhereThereAreNoneByHours() {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(4));
    long id = machine("i-1");
    machine("i-2");
    jdbc.sql(
            "insert into point_hour (signal_id, hour, count, least, mean, most) values (?,?,?,?,?,?)")
        .params(id, Timestamp.from(begin), 100, 0, 10, 90)
        .update();
    IntStream.range(0, 900)
        .forEach(i ->
            jdbc.sql("insert into point (signal_id, at, value, score) values (?, ?, ?, 0)")
                .params(id, Timestamp.from(begin.plus(Duration.ofHours(24)).plusSeconds(i)), i % 60)
                .update());
    JsonNode items =
        json("/signals/summary?name=machine&label=instance&from=%s&to=%s"
                .formatted(begin, begin.plus(Duration.ofDays(2))))
            .path("items");
    assertThat(items).hasSize(2);
    JsonNode used = items.get(0);
    assertThat(used.at("/signal/labels/instance").asString()).isEqualTo("i-1");
    assertThat(used.path("values").asInt()).isEqualTo(1000);
    assertThat(used.path("hours").asInt()).isEqualTo(2);
    assertThat(used.path("days").asInt()).isEqualTo(2);
    assertThat(used.path("mean").asDouble()).isEqualTo((10 + 29.5) / 2);
    assertThat(used.path("p50").asDouble()).as("500 of 1,000 are not larger").isEqualTo(33);
    assertThat(used.path("p95").asDouble()).as("the largest of the hour").isEqualTo(90);
    assertThat(used.path("max").asDouble()).isEqualTo(90);
    assertThat(items.get(1).path("values").asInt()).isZero();
    assertThat(items.get(1).path("mean").isNull()).isTrue();
    JsonNode page = json("/signals/summary?name=machine&limit=1");
    assertThat(page.path("items")).hasSize(1);
    assertThat(page.path("nextCursor").asString()).isEqualTo("machine{instance=\"i-1\"}");
    assertThat(
            json("/signals/summary?name=machine&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                .path("detail")
                .asString())
        .contains("'from' must be before 'to'");
  }

  private static long machine(String instance) {
    return jdbc.sql(
            """
            insert into signal (key, name, unit, direction, origin, seconds, labels)
            values (?, 'machine', '%', 'UP', 'SERIES', 30, ?::jsonb) returning id
            """)
        .params(
            "machine" + Signal.words(Map.of("instance", instance)),
            Json.write(Map.of("instance", instance)))
        .query(Long.class)
        .single();
  }
}
