package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ApplicationIntegrationTests {
  private static TestOrchestrator orchestrator;
  private static TestBus bus;

  @BeforeAll
  static void start() {
    orchestrator = TestOrchestrator.start();
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    put("git.token");
    put("other.token");
  }

  @AfterAll
  static void stop() {
    orchestrator.close();
    bus.close();
  }

  private static void put(String secret) {
    orchestrator.send(
        "PUT",
        "/api/v1/secrets/" + secret,
        TestOrchestrator.ADMIN,
        Json.write(Map.of("value", "kept")));
  }

  private static TestOrchestrator.Answer register(String name, Map<String, String> more) {
    var wish = new HashMap<String, Object>(more);
    wish.put("name", name);
    wish.put("repositoryUrl", "https://git.example.com/team/" + name + ".git");
    return orchestrator.post("/api/v1/applications", wish);
  }

  private static TestOrchestrator.Answer change(String id, Map<String, String> changes) {
    return orchestrator.send(
        "PATCH", "/api/v1/applications/" + id, TestOrchestrator.ADMIN, Json.write(changes));
  }

  private static String idOf(TestOrchestrator.Answer registered) {
    assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    return registered.json().at("/application/id").asString();
  }

  @Test
  void knowsTheGitHostOfAnApplicationAndTellsIt() {
    var answer =
        register(
            "hosted",
            Map.of(
                "provider", "gitlab",
                "apiUrl", "https://git.example.com/api/v4",
                "tokenSecret", "git.token"));
    String id = idOf(answer);
    assertThat(answer.json().get("webhookPath").asString()).isEqualTo("/webhooks/gitlab/" + id);
    JsonNode read = orchestrator.get("/api/v1/applications/" + id).json();
    assertThat(read.get("provider").asString()).isEqualTo("gitlab");
    assertThat(read.get("tokenSecret").asString()).isEqualTo("git.token");
    var told =
        bus.await(ApplicationRegistered.class, e -> e.applicationId().equals(UUID.fromString(id)));
    assertThat(told.provider()).isEqualTo("gitlab");
    assertThat(told.apiUrl()).isEqualTo("https://git.example.com/api/v4");
    assertThat(told.tokenSecretName()).isEqualTo("git.token");
  }

  @Test
  void changesWhatIsGivenAndTellsItAgain() {
    String id = idOf(register("moved", Map.of("provider", "github", "tokenSecret", "git.token")));
    var changed =
        change(id, Map.of("defaultBranch", "trunk", "provider", "gitea", "tokenSecret", ""));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    JsonNode read = orchestrator.get("/api/v1/applications/" + id).json();
    assertThat(read.get("defaultBranch").asString()).isEqualTo("trunk");
    assertThat(read.get("provider").asString()).isEqualTo("gitea");
    assertThat(read.hasNonNull("tokenSecret")).isFalse();
    var told =
        bus.await(
            ApplicationRegistered.class,
            e ->
                e.applicationId().equals(UUID.fromString(id)) && e.defaultBranch().equals("trunk"));
    assertThat(told.provider()).isEqualTo("gitea");
    assertThat(told.tokenSecretName()).isNull();
    assertThat(told.webhookSecretName()).isEqualTo("webhook." + id);
    assertThat(change(id, Map.of("tokenSecret", "other.token")).json().get("provider").asString())
        .isEqualTo("gitea");
  }

  @Test
  void listensToGitHubWhenNoProviderIsSaid() {
    var answer = register("plain", Map.of());
    assertThat(answer.json().get("webhookPath").asString())
        .isEqualTo("/webhooks/github/" + idOf(answer));
  }

  @ParameterizedTest
  @CsvSource({
    "provider, sourceforge",
    "apiUrl, ftp://git.example.com",
    "apiUrl, https://user:word@git.example.com/api",
    "apiUrl, /api/v4",
    "tokenSecret, nowhere.token"
  })
  void refusesWhatCannotBeUsed(String field, String value) {
    assertThat(register("refused", Map.of(field, value)).status()).isEqualTo(422);
  }

  @Test
  void findsNothingToChange() {
    assertThat(change(UUID.randomUUID().toString(), Map.of()).status()).isEqualTo(404);
  }
}
