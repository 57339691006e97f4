package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.manifest.Enrolment;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.web.Routes;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OrchestratorIntegrationTests {
  private static TestOrchestrator orchestrator;
  private static TestBus bus;

  @BeforeAll
  static void start() {
    orchestrator = TestOrchestrator.start();
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    orchestrator.close();
    bus.close();
  }

  private static JsonNode schema() {
    return Json.mapper()
        .readTree(
            """
            {"type": "object", "additionalProperties": false, "required": ["level"],
             "properties": {"level": {"type": "integer", "minimum": 1}}}
            """);
  }

  private static Enrolment.Lease enrol(String id) {
    return orchestrator.enrol(id, "http://127.0.0.1:1", schema());
  }

  private static JsonNode awaitRun(UUID id, String state) {
    return Await.value(
        "run " + state,
        () -> {
          JsonNode run = orchestrator.get("/api/v1/runs/" + id).json();
          return run.path("state").asString().equals(state) ? run : null;
        });
  }

  private static UUID commandOf(UUID run, String stage) {
    return Await.value(
        "command of " + stage,
        () -> {
          for (JsonNode s : orchestrator.get("/api/v1/runs/" + run).json().get("stages")) {
            if (s.get("id").asString().equals(stage) && s.hasNonNull("commandId")) {
              return UUID.fromString(s.get("commandId").asString());
            }
          }
          return null;
        });
  }

  @Test
  void denysWhoIsUnknownAndWhoMayNot() {
    assertThat(orchestrator.send("GET", "/api/v1/agents", null, null).status()).isEqualTo(401);
    assertThat(orchestrator.send("GET", "/api/v1/agents", "hxd_wrong", null).status())
        .isEqualTo(401);
    var created = orchestrator.post("/api/v1/tokens", Map.of("name", "reader", "role", "VIEWER"));
    assertThat(created.status()).isEqualTo(201);
    String viewer = created.json().get("token").asString();
    assertThat(orchestrator.send("GET", "/api/v1/runs", viewer, null).status()).isEqualTo(200);
    assertThat(orchestrator.send("POST", "/api/v1/runs", viewer, "{}").status()).isEqualTo(403);
    assertThat(orchestrator.send("GET", "/api/v1/tokens", viewer, null).status()).isEqualTo(403);
    String id = created.json().at("/details/id").asString();
    orchestrator.send("DELETE", "/api/v1/tokens/" + id, TestOrchestrator.ADMIN, null);
    assertThat(orchestrator.send("GET", "/api/v1/runs", viewer, null).status()).isEqualTo(401);
  }

  @Test
  void declaresAScopeForEveryRoute() {
    var mapping =
        orchestrator
            .context()
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    assertThat(Routes.withoutScope(mapping)).isEmpty();
  }

  @Test
  void sendsNothingMoreToAnAgentThatHasEnoughWaiting() {
    Enrolment.Lease lease = enrol("flooded");
    String beat = "/api/v1/enrolments/flooded/" + lease.instanceId();
    String full = Json.write(new Enrolment.Heartbeat(0, true, null, 1_000_000));
    assertThat(orchestrator.send("PUT", beat, lease.serviceToken(), full).status()).isEqualTo(200);
    var stages = Map.of("only", Map.of("uses", "flooded.work"));
    UUID run =
        UUID.fromString(
            orchestrator
                .post("/api/v1/runs", Map.of("name", "flood", "stages", stages))
                .json()
                .get("id")
                .asString());
    Await.until(
        "the stage to wait",
        () -> stage(run, "only").path("message").asString("").contains("5000 commands waiting"));
    assertThat(stage(run, "only").get("state").asString()).isEqualTo("WAITING");
    String empty = Json.write(new Enrolment.Heartbeat(0, true, null, 0));
    assertThat(orchestrator.send("PUT", beat, lease.serviceToken(), empty).status()).isEqualTo(200);
    Await.until(
        "the stage to be sent", () -> stage(run, "only").get("state").asString().equals("RUNNING"));
  }

  private static JsonNode stage(UUID run, String id) {
    for (JsonNode stage : orchestrator.get("/api/v1/runs/" + run).json().get("stages")) {
      if (stage.get("id").asString().equals(id)) {
        return stage;
      }
    }
    throw new AssertionError("no stage " + id);
  }

  @Test
  void takesAnAgentInAndNoticesThatItIsGone() {
    Enrolment.Lease lease = enrol("shortlived");
    String beat = "/api/v1/enrolments/shortlived/" + lease.instanceId();
    String body = Json.write(new Enrolment.Heartbeat(0, true, null, null));
    assertThat(orchestrator.send("PUT", beat, lease.serviceToken(), body).status()).isEqualTo(200);
    assertThat(
            orchestrator
                .send(
                    "PUT",
                    "/api/v1/enrolments/other/" + lease.instanceId(),
                    lease.serviceToken(),
                    body)
                .status())
        .isEqualTo(403);
    JsonNode agent = orchestrator.get("/api/v1/agents/shortlived").json();
    assertThat(agent.get("presence").asString()).isEqualTo("UP");
    Await.until(
        "lease to run out",
        () ->
            orchestrator
                .get("/api/v1/agents/shortlived")
                .json()
                .get("presence")
                .asString()
                .equals("DOWN"));
    assertThat(orchestrator.send("PUT", beat, lease.serviceToken(), body).status()).isEqualTo(404);
  }

  @Test
  void versionsConfigurationAndRollsItBack() {
    enrol("configured");
    String path = "/api/v1/agents/configured/configuration";
    String admin = TestOrchestrator.ADMIN;
    var wrong = orchestrator.send("PUT", path, admin, "{\"level\": 0}", "If-Match", "\"0\"");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().at("/errors/0/where").asString()).isEqualTo("/level");
    assertThat(orchestrator.send("PUT", path, admin, "{\"level\": 2}").status()).isEqualTo(400);
    var set = orchestrator.send("PUT", path, admin, "{\"level\": 2}", "If-Match", "\"0\"");
    assertThat(set.json().get("version").asInt()).isEqualTo(1);
    var stale = orchestrator.send("PUT", path, admin, "{\"level\": 3}", "If-Match", "\"0\"");
    assertThat(stale.status()).isEqualTo(412);
    var back = orchestrator.post(path + "/rollback", Map.of("version", 0));
    assertThat(back.json().get("version").asInt()).isEqualTo(2);
    assertThat(back.json().at("/document/level").asInt()).isEqualTo(1);
  }

  @Test
  void drivesARunToItsEnd() {
    enrol("driver");
    var stages =
        Map.of(
            "first", Map.of("uses", "driver.work"),
            "second",
                Map.of(
                    "uses", "driver.work",
                    "needs", List.of("first"),
                    "inputs", Map.of("image", "first.image")));
    UUID id =
        UUID.fromString(
            orchestrator
                .post("/api/v1/runs", Map.of("name", "test", "stages", stages))
                .json()
                .get("id")
                .asString());
    UUID first = commandOf(id, "first");
    var done = new CommandSucceeded(first, id, "first", Json.tree(Map.of("image", "the-image")));
    bus.publish(done, id);
    bus.publish(done, id);
    UUID second = commandOf(id, "second");
    bus.publish(new CommandSucceeded(second, id, "second", Json.tree(Map.of())), id);
    JsonNode run = awaitRun(id, "SUCCEEDED");
    assertThat(run.at("/stages/0/attempt").asInt()).isEqualTo(1);
    assertThat(orchestrator.get("/api/v1/ledger/verification").json().get("intact").asBoolean())
        .isTrue();
  }

  @Test
  void holdsAStageForADisabledAgentUntilItIsEnabled() {
    enrol("sleeper");
    orchestrator.post("/api/v1/agents/sleeper/disable", Map.of());
    UUID id =
        UUID.fromString(
            orchestrator
                .post(
                    "/api/v1/runs",
                    Map.of("stages", Map.of("only", Map.of("uses", "sleeper.work"))))
                .json()
                .get("id")
                .asString());
    assertThat(orchestrator.get("/api/v1/runs/" + id).json().at("/stages/0/state").asString())
        .isEqualTo("WAITING");
    orchestrator.post("/api/v1/agents/sleeper/enable", Map.of());
    Await.until(
        "stage to run",
        () ->
            orchestrator
                .get("/api/v1/runs/" + id)
                .json()
                .at("/stages/0/state")
                .asString()
                .equals("RUNNING"));
    orchestrator.post("/api/v1/runs/" + id + "/cancel", Map.of());
  }

  @Test
  void namesEveryErrorOfAPipeline() {
    var answer =
        orchestrator.post(
            "/api/v1/runs",
            Map.of("stages", Map.of("a", Map.of("uses", "x.y", "needs", List.of("a")))));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/message").asString()).contains("circle");
  }

  @Test
  void findsATamperedEntry() {
    enrol("witness");
    Await.until("entries", () -> orchestrator.get("/api/v1/events").json().get("items").size() > 1);
    var jdbc = orchestrator.context().getBean(JdbcClient.class);
    String text =
        jdbc.sql("select envelope from ledger where sequence = 1").query(String.class).single();
    jdbc.sql("update ledger set envelope = ? where sequence = 1").param(text + " ").update();
    JsonNode broken = orchestrator.get("/api/v1/ledger/verification").json();
    jdbc.sql("update ledger set envelope = ? where sequence = 1").param(text).update();
    assertThat(broken.get("intact").asBoolean()).isFalse();
    assertThat(broken.get("brokenAt").asInt()).isEqualTo(1);
  }

  @Test
  void streamsFromWhereTheReaderWas() throws Exception {
    enrol("streamed");
    Await.until("entries", () -> orchestrator.get("/api/v1/events").json().get("items").size() > 2);
    var request =
        HttpRequest.newBuilder(URI.create(orchestrator.url() + "/api/v1/stream"))
            .header("Authorization", "Bearer " + TestOrchestrator.ADMIN)
            .header("Last-Event-ID", "1")
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var lines = http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
      assertThat(lines.filter(line -> line.startsWith("id:")).findFirst()).contains("id:2");
      http.shutdownNow();
    }
  }

  @Test
  void keepsSecretsFromPeople() {
    String canary = "canary-" + UUID.randomUUID();
    var put =
        orchestrator.send(
            "PUT",
            "/api/v1/secrets/test.secret",
            TestOrchestrator.ADMIN,
            Json.write(Map.of("value", canary)));
    assertThat(put.status()).isEqualTo(204);
    assertThat(orchestrator.get("/api/v1/secrets").text()).doesNotContain(canary);
    assertThat(orchestrator.get("/api/v1/secrets/test.secret/value").status()).isEqualTo(403);
    String token = enrol("reader").serviceToken();
    assertThat(
            orchestrator
                .send("GET", "/api/v1/secrets/test.secret/value", token, null)
                .json()
                .get("value")
                .asString())
        .isEqualTo(canary);
  }

  @Test
  void letsItsOwnAgentsAskOthersThroughTheGateway() {
    String token = enrol("asking").serviceToken();
    assertThat(orchestrator.send("GET", "/api/v1/nowhere/x", token, null).status()).isEqualTo(404);
  }

  @Test
  void describesItsApi() {
    JsonNode api = orchestrator.get("/api/v1/openapi.json").json();
    assertThat(api.get("openapi").asString()).startsWith("3.1");
    assertThat(api.at("/paths/~1api~1v1~1runs/get").isObject()).isTrue();
    assertThat(api.toString()).doesNotContain("#/components/schemas/Run\"");
  }

  @Test
  void worksWithoutRedis() {
    TestServers.shared().servers().stopRedis();
    try {
      enrol("withoutredis");
      assertThat(orchestrator.get("/api/v1/agents/withoutredis").status()).isEqualTo(200);
      assertThat(orchestrator.get("/api/v1/withoutredis/x").status()).isEqualTo(503);
    } finally {
      TestServers.shared().servers().startRedis();
    }
  }
}
