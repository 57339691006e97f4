package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Ids;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** How many runs work at once, who comes next, and how they are found. */
class AdmissionIntegrationTests {
  private static TestOrchestrator orchestrator;
  private static TestBus bus;
  private static TestRuns runs;

  @BeforeAll
  static void start() {
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    orchestrator = TestOrchestrator.start("--hexad.runs.max-active=2", "--hexad.runs.max-queued=4");
    // What other tests have left behind would take the room.
    orchestrator
        .context()
        .getBean(JdbcClient.class)
        .sql("update run set state = 'CANCELLED', finished_at = now() where finished_at is null")
        .update();
    runs = new TestRuns(orchestrator, bus);
    orchestrator.enrol("busy");
  }

  @AfterAll
  static void stop() {
    orchestrator.close();
    bus.close();
  }

  private static UUID application(String name) {
    var wish = Map.of("name", name, "repositoryUrl", "https://example.org/" + name + ".git");
    return UUID.fromString(
        orchestrator.post("/api/v1/applications", wish).json().at("/application/id").asString());
  }

  private static Map<String, Object> wish(UUID application, String name) {
    return Map.of(
        "name",
        name,
        "applicationId",
        application,
        "stages",
        Map.of("only", Map.of("uses", "busy.work")));
  }

  @Test
  void letsApplicationsTakeTurnsWhenThereIsRoom() {
    UUID many = application("many-" + Ids.next().toString().substring(28));
    UUID other = application("other-" + Ids.next().toString().substring(28));
    var started = new ArrayList<UUID>();
    for (int i = 0; i < 5; i++) {
      started.add(runs.start(wish(many, "many")));
    }
    UUID last = runs.start(wish(other, "100% other"));
    assertThat(runs.state(started.get(1))).isEqualTo("RUNNING");
    assertThat(runs.state(started.get(2))).isEqualTo("QUEUED");
    assertThat(runs.state(last)).isEqualTo("QUEUED");
    var tooMany = orchestrator.post("/api/v1/runs", wish(many, "too many"));
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.text()).contains("4 runs wait already");
    runs.succeed(started.getFirst(), "only");
    Await.until("the other application's turn", () -> runs.state(last).equals("RUNNING"));
    assertThat(runs.state(started.get(2))).isEqualTo("QUEUED");
    finds(many, other, started, last);
    for (UUID run : started.subList(1, 5)) {
      runs.succeed(run, "only");
      runs.await(run, "SUCCEEDED");
    }
    runs.succeed(last, "only");
    runs.await(last, "SUCCEEDED");
  }

  /** Whoever comes while others wait stands behind them, though a place may be free by then. */
  @Test
  void letsNobodyInBeforeThoseWhoWait() {
    UUID application = application("line-" + Ids.next().toString().substring(28));
    var line = new ArrayList<UUID>();
    for (int i = 0; i < 4; i++) {
      line.add(runs.start(wish(application, "line " + i)));
    }
    runs.succeed(line.getFirst(), "only");
    runs.await(line.getFirst(), "SUCCEEDED");
    UUID late = runs.start(wish(application, "late"));
    Await.until("the third", () -> runs.state(line.get(2)).equals("RUNNING"));
    assertThat(runs.state(late)).isEqualTo("QUEUED");
    for (UUID run : List.of(line.get(1), line.get(2), line.get(3), late)) {
      Await.until("its turn", () -> runs.state(run).equals("RUNNING"));
      runs.succeed(run, "only");
      runs.await(run, "SUCCEEDED");
    }
  }

  private static void finds(UUID many, UUID other, List<UUID> started, UUID last) {
    assertThat(ids("state=queued,running&applicationId=" + other)).containsExactly(last.toString());
    assertThat(ids("name=100%25&applicationId=" + other)).containsExactly(last.toString());
    assertThat(ids("name=100_&applicationId=" + other)).isEmpty();
    String query = "applicationId=" + many + "&sort=created&limit=2";
    JsonNode first = orchestrator.get("/api/v1/runs?" + query).json();
    assertThat(ids(first)).containsExactly(started.get(0).toString(), started.get(1).toString());
    assertThat(ids(query + "&cursor=" + first.get("nextCursor").asString()))
        .containsExactly(started.get(2).toString(), started.get(3).toString());
    assertThat(ids("applicationId=" + many + "&from=2100-01-01T00:00:00Z")).isEmpty();
    assertThat(orchestrator.get("/api/v1/runs?state=lost").text()).contains("SUCCEEDED");
    assertThat(orchestrator.get("/api/v1/runs?sort=name").status()).isEqualTo(400);
    assertThat(orchestrator.get("/api/v1/runs?commit=xyz").status()).isEqualTo(400);
  }

  private static List<String> ids(String query) {
    return ids(orchestrator.get("/api/v1/runs?" + query).json());
  }

  private static List<String> ids(JsonNode page) {
    var ids = new ArrayList<String>();
    page.get("items").forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }
}
