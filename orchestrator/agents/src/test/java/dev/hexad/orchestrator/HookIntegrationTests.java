package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.AgentLost;
import dev.hexad.contracts.event.HookDisabled;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HookIntegrationTests {
  private static TestAgents agents;
  private static TestBus bus;

  @BeforeAll
  static void start() {
    agents =
        TestAgents.start(
            "--hexad.hooks.first-retry=50ms",
            "--hexad.hooks.max-attempts=4",
            "--hexad.hooks.timeout=3s",
            "--hexad.hooks.concurrency=2");
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    agents.close();
    bus.close();
  }

  private static JsonNode hook(String url, String... types) {
    var answer =
        agents.post("/api/v1/hooks", Map.of("name", "test", "url", url, "types", List.of(types)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static String path(JsonNode hook) {
    return "/api/v1/hooks/" + hook.get("id").asString();
  }

  /** An event about an agent that only this test knows. */
  private static String publish() {
    String agent = "lost-" + Ids.next().toString().substring(24);
    bus.publish(new AgentLost(agent, Ids.next()), Ids.next());
    return agent;
  }

  private static JsonNode delivery(JsonNode hook, String state) {
    return Await.value(
        "delivery " + state,
        () -> {
          JsonNode found =
              agents.get(path(hook) + "/deliveries?state=" + state).json().get("items");
          return found.isEmpty() ? null : found.get(0);
        });
  }

  private static String sign(String secret, Receiver.Message message)
      throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String text = message.id() + "." + message.timestamp() + "." + message.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void deliversSignedEventsOfItsTypesOnly() throws GeneralSecurityException {
    try (var receiver = new Receiver(n -> Receiver.Reply.status(200))) {
      JsonNode hook = hook(receiver.url(), "dev.hexad.agent.lost.*");
      String agent = publish();
      JsonNode delivered = delivery(hook, "DELIVERED");
      Receiver.Message message = receiver.messages().getFirst();
      assertThat(message.signature()).isEqualTo(sign(hook.get("secret").asString(), message));
      assertThat(Json.mapper().readTree(message.body()).at("/data/agentId").asString())
          .isEqualTo(agent);
      assertThat(message.id()).isEqualTo(delivered.get("messageId").asString());
      assertThat(delivered.get("responseStatus").asInt()).isEqualTo(200);
      assertThat(agents.get(path(hook)).text()).doesNotContain("whsec_");
      assertThat(receiver.messages()).allMatch(m -> m.body().contains("dev.hexad.agent.lost.v1"));
    }
  }

  @Test
  void triesAgainWithTheSameIdUntilItIsTaken() {
    try (var receiver = new Receiver(n -> Receiver.Reply.status(n < 3 ? 500 : 204))) {
      JsonNode hook = hook(receiver.url(), "dev.hexad.hook.none.v1");
      assertThat(agents.post(path(hook) + "/test", Map.of()).status()).isEqualTo(202);
      JsonNode delivered = delivery(hook, "DELIVERED");
      assertThat(delivered.get("attempts").asInt()).isEqualTo(3);
      assertThat(receiver.messages().stream().map(Receiver.Message::id).distinct()).hasSize(1);
      assertThat(agents.get(path(hook)).json().hasNonNull("failingSince")).isFalse();
    }
  }

  @Test
  void givesUpAndSendsAgainWhenAsked() {
    try (var receiver = new Receiver(n -> Receiver.Reply.status(n <= 4 ? 503 : 200))) {
      JsonNode hook = hook(receiver.url(), "dev.hexad.hook.none.v1");
      agents.post(path(hook) + "/test", Map.of());
      JsonNode failed = delivery(hook, "FAILED");
      assertThat(failed.get("responseBody").asString()).isEqualTo("status 503");
      assertThat(failed.get("attempts").asInt()).isEqualTo(4);
      String again = path(hook) + "/deliveries/" + failed.get("id").asString() + "/redeliver";
      assertThat(agents.post(again, Map.of()).status()).isEqualTo(202);
      assertThat(delivery(hook, "DELIVERED").get("messageId")).isEqualTo(failed.get("messageId"));
    }
  }

  @Test
  void followsNoRedirect() {
    try (var secret = new Receiver(n -> Receiver.Reply.status(200));
        var receiver =
            new Receiver(n -> new Receiver.Reply(307, Map.of("Location", secret.url()), ""))) {
      JsonNode hook = hook(receiver.url(), "dev.hexad.hook.none.v1");
      agents.post(path(hook) + "/test", Map.of());
      assertThat(delivery(hook, "FAILED").get("error").asString()).contains("redirects");
      assertThat(secret.messages()).isEmpty();
    }
  }

  @Test
  void refusesPrivateAddressesAndUnknownSecrets() {
    var wish = new HashMap<String, Object>(Map.of("name", "x", "types", List.of("*")));
    wish.put("url", "http://169.254.169.254/latest");
    assertThat(agents.post("/api/v1/hooks", wish).status()).isEqualTo(403);
    wish.put("url", "http://10.0.0.1/");
    assertThat(agents.post("/api/v1/hooks", wish).status()).isEqualTo(403);
    wish.put("url", "http://127.0.0.1:9/");
    wish.put("secretName", "no-such-secret");
    assertThat(agents.post("/api/v1/hooks", wish).status()).isEqualTo(422);
  }

  @Test
  void aReceiverThatHangsHoldsUpOnlyItself() throws Exception {
    var hang = new CountDownLatch(1);
    try (var dead =
            new Receiver(n -> {
              try {
                hang.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Receiver.Reply.status(200);
            });
        var good = new Receiver(n -> Receiver.Reply.status(200))) {
      JsonNode stuck = hook(dead.url(), "dev.hexad.hook.none.v1");
      for (int i = 0; i < 5; i++) {
        agents.post(path(stuck) + "/test", Map.of());
      }
      Await.until("both places taken", () -> dead.messages().size() == 2);
      JsonNode healthy = hook(good.url(), "dev.hexad.hook.none.v1");
      agents.post(path(healthy) + "/test", Map.of());
      delivery(healthy, "DELIVERED");
      hang.countDown();
    }
  }

  @Test
  void switchesOffAReceiverThatIsGone() {
    try (var receiver = new Receiver(n -> Receiver.Reply.status(410))) {
      JsonNode hook = hook(receiver.url(), "dev.hexad.hook.none.v1");
      agents.post(path(hook) + "/test", Map.of());
      UUID id = UUID.fromString(hook.get("id").asString());
      HookDisabled event = bus.await(HookDisabled.class, e -> e.hookId().equals(id));
      assertThat(event.reason()).contains("410");
      assertThat(agents.get(path(hook)).json().get("enabled").asBoolean()).isFalse();
    }
  }

  @Test
  void pagesHooksAndChangesThemByVersion() {
    JsonNode one = hook("http://127.0.0.1:9/one", "*");
    hook("http://127.0.0.1:9/two", "dev.hexad.cd.*");
    JsonNode page = agents.get("/api/v1/hooks?limit=1").json();
    assertThat(page.get("items")).hasSize(1);
    assertThat(page.hasNonNull("nextCursor")).isTrue();
    assertThat(agents.get("/api/v1/hooks?q=9/one").json().get("items")).hasSize(1);
    var off =
        Map.of(
            "name", "off", "url", "http://127.0.0.1:9/", "types", List.of("*"), "enabled", false);
    var changed =
        agents.send("PUT", path(one), TestAgents.ADMIN, Json.write(off), "If-Match", "\"1\"");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().has("secret")).isFalse();
    assertThat(
            agents
                .send("PUT", path(one), TestAgents.ADMIN, Json.write(off), "If-Match", "\"1\"")
                .status())
        .isEqualTo(412);
    assertThat(agents.send("DELETE", path(one), TestAgents.ADMIN, null).status()).isEqualTo(204);
    assertThat(agents.get(path(one)).status()).isEqualTo(404);
  }
}
