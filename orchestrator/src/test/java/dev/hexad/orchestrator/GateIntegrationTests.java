package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.BudgetChanged;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.outbound.WebhookSignature;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Gates, leases, pauses and undoing in the real orchestrator. */
class GateIntegrationTests {
  private static TestOrchestrator orchestrator;
  private static TestBus bus;
  private static TestRuns runs;
  private static Bus.Subscription work;

  @BeforeAll
  static void start() {
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    orchestrator = TestOrchestrator.start("--hexad.outbound.allow=127.0.0.1");
    runs = new TestRuns(orchestrator, bus);
    orchestrator.enrol("gated");
    orchestrator.enrol("slow");
    work = runs.work("gated");
  }

  @AfterAll
  static void stop() {
    work.close();
    bus.close();
    orchestrator.close();
  }

  private static String token(String role) {
    var answer =
        orchestrator.post("/api/v1/tokens", Map.of("name", "t" + Ids.next(), "role", role));
    return answer.json().get("token").asString();
  }

  private static UUID application(String name, Map<String, Object> more) {
    var wish = new java.util.HashMap<String, Object>(more);
    wish.put("name", name);
    wish.put("repositoryUrl", "https://example.org/" + name + ".git");
    var answer = orchestrator.post("/api/v1/applications", wish);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return UUID.fromString(answer.json().at("/application/id").asString());
  }

  private static TestOrchestrator.Answer decide(String token, UUID run, Object decision) {
    return orchestrator.send(
        "POST", "/api/v1/runs/" + run + "/stages/ok/decision", token, Json.write(decision));
  }

  private static Map<String, Object> gated(Map<String, Object> gate) {
    return Map.of(
        "stages", Map.of("ok", gate, "go", Map.of("uses", "gated.work", "needs", List.of("ok"))));
  }

  @Test
  void peopleApproveWithInput() {
    var input = Map.of("type", "object", "required", List.of("size"));
    UUID run =
        runs.start(
            gated(Map.of("uses", "gate.approval", "with", Map.of("approvals", 2, "input", input))));
    String anna = token("approver");
    String bob = token("approver");
    assertThat(decide(token("viewer"), run, Map.of("approved", true)).status()).isEqualTo(403);
    assertThat(decide(anna, run, Map.of()).status()).isEqualTo(422);
    assertThat(decide(anna, run, Map.of("approved", true)).text()).contains("size");
    var yes = Map.of("approved", true, "input", Map.of("size", 2));
    assertThat(decide(anna, run, yes).json().get("state").asString()).isEqualTo("RUNNING");
    JsonNode waiting = orchestrator.get("/api/v1/gates?kind=gate.approval").json().get("items");
    assertThat(waiting.toString()).contains(run.toString()).contains("1 of 2 approvals");
    assertThat(decide(bob, run, yes).status()).isEqualTo(200);
    JsonNode done = runs.await(run, "SUCCEEDED");
    assertThat(done.toString()).contains("\"size\":2");
    assertThat(decide(bob, run, yes).status()).isEqualTo(409);
    assertThat(orchestrator.get("/api/v1/events?type=dev.hexad.run.gate.decided.v1").text())
        .contains(run.toString());
  }

  @Test
  void anApprovalThatRacesACancelHasOneOutcome() throws Exception {
    String anna = token("approver");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        UUID run = runs.start(gated(Map.of("uses", "gate.approval")));
        var answers =
            threads.invokeAll(
                List.<Callable<TestOrchestrator.Answer>>of(
                    () -> decide(anna, run, Map.of("approved", true)),
                    () -> orchestrator.post("/api/v1/runs/" + run + "/cancel", Map.of())));
        int decided = answers.getFirst().get().status();
        String end =
            Await.value(
                "end",
                () -> {
                  String state = runs.state(run);
                  return List.of("SUCCEEDED", "CANCELLED").contains(state) ? state : null;
                });
        assertThat(decided).isIn(200, 409);
        if (decided == 409) {
          assertThat(end).isEqualTo("CANCELLED");
        }
      }
    }
  }

  @Test
  void anApprovalIsForThePlanThatWasShown() {
    var stages =
        Map.of(
            "plan", Map.of("uses", "slow.work"),
            "ok",
                Map.of(
                    "uses",
                    "gate.approval",
                    "needs",
                    List.of("plan"),
                    "with",
                    Map.of("plan", true)),
            "go", Map.of("uses", "gated.work", "needs", List.of("ok")));
    UUID run = runs.start(Map.of("stages", stages));
    runs.succeed(run, "plan");
    Await.until("gate", () -> runs.stage(run, "ok").get("state").asString().equals("WAITING"));
    JsonNode plan = orchestrator.get("/api/v1/runs/" + run + "/stages/ok/plan").json();
    assertThat(plan.at("/parts/0/stage").asString()).isEqualTo("plan");
    String anna = token("approver");
    assertThat(decide(anna, run, Map.of("approved", true)).status()).isEqualTo(422);
    assertThat(decide(anna, run, Map.of("approved", true, "subject", "sha256:0")).status())
        .isEqualTo(422);
    assertThat(
            decide(anna, run, Map.of("approved", true, "subject", plan.get("hash").asString()))
                .status())
        .isEqualTo(200);
    runs.await(run, "SUCCEEDED");
  }

  @Test
  void anAlertOfADependencyKeepsAGateClosedUntilItEnds() {
    UUID base = application("gate-base", Map.of());
    UUID shop = application("gate-shop", Map.of("dependsOn", List.of("gate-base")));
    UUID alert = Ids.next();
    bus.publish(
        new AlertRaised(alert, base, "production", "page", "base is down", "It is.", List.of()),
        alert);
    Await.until(
        "alert", () -> orchestrator.get("/api/v1/alerts").text().contains(alert.toString()));
    var wish = new java.util.HashMap<>(gated(Map.of("uses", "gate.alerts")));
    wish.put("applicationId", shop);
    UUID run = runs.start(wish);
    assertThat(runs.stage(run, "ok").get("message").asString()).isEqualTo("firing: base is down");
    bus.publish(new AlertResolved(alert, "over"), alert);
    runs.await(run, "SUCCEEDED");
  }

  @Test
  void aBudgetOpensAGateWhenItIsToldAnew() {
    UUID app = application("gate-budget", Map.of());
    var wish =
        new java.util.HashMap<>(
            gated(Map.of("uses", "gate.budget", "with", Map.of("remaining", 0.5))));
    wish.put("applicationId", app);
    UUID run = runs.start(wish);
    bus.publish(new BudgetChanged(app, null, "latency", 0.99, 0.1, 3, 28), app);
    Await.until(
        "closed", () -> runs.stage(run, "ok").get("message").asString().contains("10 % left"));
    bus.publish(new BudgetChanged(app, null, "latency", 0.99, 0.8, 0.2, 28), app);
    runs.await(run, "SUCCEEDED");
  }

  @Test
  void aPausedRunGoesOnWhenItIsResumed() {
    UUID run = runs.start(gated(Map.of("uses", "slow.work")));
    assertThat(orchestrator.post("/api/v1/runs/" + run + "/resume", Map.of()).status())
        .isEqualTo(409);
    orchestrator.post("/api/v1/runs/" + run + "/pause", Map.of("reason", "lunch"));
    runs.succeed(run, "ok");
    Await.until("done", () -> runs.stage(run, "ok").get("state").asString().equals("SUCCEEDED"));
    JsonNode paused = runs.get(run);
    assertThat(paused.get("state").asString()).isEqualTo("PAUSED");
    assertThat(paused.get("paused").asString()).endsWith(": lunch");
    assertThat(runs.stage(run, "go").get("state").asString()).isEqualTo("PENDING");
    orchestrator.post("/api/v1/runs/" + run + "/resume", Map.of());
    runs.await(run, "SUCCEEDED");
  }

  @Test
  void stagesTakeTheirLeasesInTheOrderOfTheirComing() {
    Map<String, Object> stages =
        Map.of(
            "stages",
            Map.of("only", Map.of("uses", "slow.work", "leases", List.of("test:queue", "test:b"))));
    UUID first = runs.start(stages);
    UUID second = runs.start(stages);
    var held = orchestrator.post("/api/v1/leases", Map.of("resources", List.of("test:b"))).json();
    assertThat(held.get("granted").booleanValue()).isFalse();
    assertThat(held.get("position").intValue()).isEqualTo(2);
    assertThat(runs.stage(second, "only").get("state").asString()).isEqualTo("WAITING");
    long firstToken = runs.stage(first, "only").at("/lease/token").longValue();
    runs.succeed(first, "only");
    runs.await(first, "SUCCEEDED");
    runs.command(second, "only");
    assertThat(runs.stage(second, "only").at("/lease/token").longValue()).isGreaterThan(firstToken);
    orchestrator.post("/api/v1/runs/" + second + "/cancel", Map.of());
    bus.publish(
        new dev.hexad.contracts.event.CommandCancelled(
            runs.command(second, "only"), second, "only"),
        second);
    runs.await(second, "CANCELLED");
    String id = held.get("id").asString();
    JsonNode now = orchestrator.get("/api/v1/leases/" + id + "?waitSeconds=10").json();
    assertThat(now.get("granted").booleanValue()).isTrue();
    assertThat(
            orchestrator
                .send("DELETE", "/api/v1/leases/" + id, TestOrchestrator.ADMIN, null)
                .status())
        .isEqualTo(204);
  }

  @Test
  void aLeaseThatIsNotRenewedGoesToTheNext() {
    var wish = Map.of("resources", List.of("test:ttl"), "ttlSeconds", 5);
    var first = orchestrator.post("/api/v1/leases", wish).json();
    var second = orchestrator.post("/api/v1/leases", Map.of("resources", List.of("test:ttl")));
    String id = second.json().get("id").asString();
    Await.until(
        "the next one has it",
        () -> orchestrator.get("/api/v1/leases/" + id).json().get("granted").booleanValue());
    assertThat(
            orchestrator
                .post("/api/v1/leases/" + first.get("id").asString() + "/renew", Map.of())
                .status())
        .isEqualTo(404);
  }

  @Test
  void badWishesForLeasesAreRefused() {
    assertThat(orchestrator.post("/api/v1/leases", Map.of()).status()).isEqualTo(422);
    assertThat(orchestrator.post("/api/v1/leases", Map.of("resources", List.of("no kind"))).text())
        .contains("kind:name");
  }

  @Test
  void pastRunsSayWhatTheyWouldHaveDone() {
    UUID app = application("gate-past", Map.of());
    var stages =
        Map.of(
            "build", Map.of("uses", "gated.work"),
            "deploy", Map.of("uses", "gated.work", "needs", List.of("build")));
    UUID run = runs.start(Map.of("applicationId", app, "stages", stages));
    runs.await(run, "SUCCEEDED");
    var question =
        Map.of(
            "from",
            "2020-01-01T00:00:00Z",
            "applicationId",
            app,
            "gates",
            List.of(
                Map.of(
                    "id",
                    "never",
                    "uses",
                    "gate.policy",
                    "with",
                    Map.of("rule", "1 > 2"),
                    "before",
                    "deploy")));
    JsonNode report = orchestrator.post("/api/v1/what-if", question).json();
    assertThat(report.get("replayed").intValue()).isEqualTo(1);
    JsonNode difference = report.at("/differences/0");
    assertThat(difference.get("now").asString()).isEqualTo("FAILED");
    assertThat(difference.get("stages").toString()).contains("never").contains("SKIPPED");
    assertThat(
            orchestrator.post("/api/v1/what-if", Map.of("from", "2020-01-01T00:00:00Z")).status())
        .isEqualTo(422);
  }

  @Test
  void anotherSystemAnswersWithItsSignature() throws Exception {
    Secret secret = Secret.of("not-so-secret-secret");
    var stored =
        orchestrator.send(
            "PUT",
            "/api/v1/secrets/gate-external",
            TestOrchestrator.ADMIN,
            Json.write(Map.of("value", secret.reveal())));
    assertThat(stored.status()).as(stored.text()).isBetween(200, 299);
    var questions = new LinkedBlockingQueue<JsonNode>();
    var attempts = new AtomicInteger();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean away = attempts.incrementAndGet() == 1;
          if (!away
              && WebhookSignature.matches(
                  secret,
                  exchange.getRequestHeaders().getFirst("webhook-id"),
                  Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                  body,
                  exchange.getRequestHeaders().getFirst("webhook-signature"),
                  java.time.Instant.now().getEpochSecond())) {
            questions.add(Json.mapper().readTree(body));
          }
          exchange.sendResponseHeaders(away ? 503 : 204, -1);
          exchange.close();
        });
    other.start();
    try {
      String url = "http://127.0.0.1:" + other.getAddress().getPort() + "/check";
      UUID run =
          runs.start(
              gated(
                  Map.of(
                      "uses",
                      "gate.external",
                      "with",
                      Map.of("url", url, "secret", "gate-external"))));
      JsonNode question = questions.poll(60, TimeUnit.SECONDS);
      assertThat(question).as("asked again after a failure").isNotNull();
      String path = question.get("answerTo").asString();
      assertThat(answer(path, secret, "{\"passed\": true}", "v1,wrong").status()).isEqualTo(401);
      assertThat(answer(path, Secret.of("other"), "{\"passed\": true}", null).status())
          .isEqualTo(401);
      String yes = "{\"passed\": true, \"detail\": \"change 4711 is approved\"}";
      assertThat(answer(path, secret, yes, null).status()).isEqualTo(204);
      JsonNode done = runs.await(run, "SUCCEEDED");
      assertThat(done.toString()).contains("4711");
      assertThat(answer(path, secret, yes, null).status()).isEqualTo(204);
      assertThat(answer(path, secret, "{\"passed\": false}", null).status()).isEqualTo(409);
    } finally {
      other.stop(0);
    }
  }

  private static TestOrchestrator.Answer answer(
      String path, Secret secret, String body, @Nullable String forged) {
    long now = java.time.Instant.now().getEpochSecond();
    return orchestrator.send(
        "POST",
        path,
        null,
        body,
        "webhook-id",
        "a1",
        "webhook-timestamp",
        Long.toString(now),
        "webhook-signature",
        forged == null ? WebhookSignature.of(secret, "a1", now, body) : forged);
  }
}
