package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.PluginChanged;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole life of a third-party agent: a real process in another language, over HTTP. */
class PluginIntegrationTests {
  @TempDir private Path folder;
  private static TestOrchestrator orchestrator;
  private static TestBus bus;
  private static TestRuns runs;

  @BeforeAll
  static void start() {
    orchestrator = TestOrchestrator.start();
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    runs = new TestRuns(orchestrator, bus);
  }

  @AfterAll
  static void stop() {
    orchestrator.close();
    bus.close();
  }

  private static UUID check(String host) {
    return runs.start(
        Map.of(
            "stages",
            Map.of(
                "check", Map.of("uses", "certs.check", "with", Map.of("hosts", List.of(host))))));
  }

  private static String install() throws Exception {
    JsonNode manifest =
        Json.mapper().readTree(Files.readString(NodeAgent.FOLDER.resolve("manifest.json")));
    JsonNode shown =
        orchestrator.post("/api/v1/plugins/inspect", Map.of("manifest", manifest)).json();
    assertThat(shown.get("installable").asBoolean()).as(shown.toString()).isTrue();
    var wrong =
        orchestrator.post("/api/v1/plugins", Map.of("manifest", manifest, "digest", "sha256:0"));
    assertThat(wrong.status()).isEqualTo(412);
    var installed =
        orchestrator.post(
            "/api/v1/plugins",
            Map.of("manifest", manifest, "digest", shown.get("digest").asString()));
    assertThat(installed.status()).as(installed.text()).isEqualTo(201);
    assertThat(installed.json().at("/plugin/state").asString()).isEqualTo("INSTALLED");
    return installed.json().get("enrolmentToken").asString();
  }

  private static void awaitPresence(String presence) {
    Await.until(
        "certs " + presence,
        () ->
            orchestrator
                .get("/api/v1/plugins/certs")
                .json()
                .path("presence")
                .asString()
                .equals(presence));
  }

  @Test
  void livesThroughItsWholeLife() throws Exception {
    String token = install();
    try (var host = new TlsHost(folder);
        NodeAgent agent = NodeAgent.start(orchestrator.url(), token)) {
      awaitPresence("UP");
      UUID run = check(host.name());
      Await.until("held", () -> runs.stage(run, "check").toString().contains("INSTALLED"));
      assertThat(orchestrator.post("/api/v1/plugins/certs/enable", Map.of()).status())
          .isEqualTo(200);
      JsonNode done = runs.await(run, "SUCCEEDED");
      assertThat(done.toString()).contains("\"checked\":1").contains("\"failed\":0");
      JsonNode event = event(run);
      assertThat(event.at("/envelope/source").asString()).isEqualTo("/agents/certs");
      assertThat(event.at("/envelope/data/certificates/0/daysLeft").asInt()).isBetween(88, 90);
      String command = runs.stage(run, "check").get("commandId").asString();
      assertThat(orchestrator.get("/api/v1/certs/commands/" + command + "/log").text())
          .contains(host.name() + ": OK");
      showsItsTab(host.name());
      orchestrator.post("/api/v1/plugins/certs/disable", Map.of());
      UUID held = check(host.name());
      Await.until("held", () -> runs.stage(held, "check").toString().contains("DISABLED"));
      orchestrator.post("/api/v1/plugins/certs/enable", Map.of());
      runs.await(held, "SUCCEEDED");
      agent.kill();
      uninstall();
    }
  }

  private static JsonNode event(UUID run) {
    return Await.value(
        "the agent's event",
        () -> {
          JsonNode found =
              orchestrator
                  .get("/api/v1/events?type=dev.example.certs.checked.v1&correlationId=" + run)
                  .json()
                  .get("items");
          return found.isEmpty() ? null : found.get(0);
        });
  }

  /** What the dashboard does with a manifest that it has never seen. */
  private static void showsItsTab(String host) {
    JsonNode view = orchestrator.get("/api/v1/agents/certs").json().at("/views/0");
    JsonNode table = orchestrator.get("/api/v1/certs" + view.get("source").asString()).json();
    assertThat(table.at("/items/0/host").asString()).isEqualTo(host);
    view.get("columns")
        .forEach(column ->
            assertThat(List.of("host", "status", "daysLeft", "validTo", "checkedAt", "error"))
                .contains(column.get("field").asString()));
  }

  private static void uninstall() {
    assertThat(
            orchestrator
                .send("DELETE", "/api/v1/plugins/certs", TestOrchestrator.ADMIN, null)
                .status())
        .isEqualTo(409);
    orchestrator.post("/api/v1/plugins/certs/disable", Map.of());
    var gone =
        orchestrator.send(
            "DELETE", "/api/v1/plugins/certs?data=purge", TestOrchestrator.ADMIN, null);
    assertThat(gone.status()).as(gone.text()).isEqualTo(204);
    assertThat(orchestrator.get("/api/v1/plugins/certs").status()).isEqualTo(404);
    bus.await(PluginChanged.class, e -> e.agentId().equals("certs") && e.change().equals("PURGED"));
  }

  @Test
  void handsACommandOutAgainWhenItsAgentIsKilled() throws Exception {
    String token = install();
    orchestrator.post("/api/v1/plugins/certs/enable", Map.of());
    UUID run;
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NodeAgent first = NodeAgent.start(orchestrator.url(), token)) {
      run = check("127.0.0.1:" + silent.getLocalPort());
      try (Socket taken = silent.accept()) {
        assertThat(taken.isConnected()).isTrue();
        first.kill();
      }
    }
    String command = runs.stage(run, "check").get("commandId").asString();
    try (NodeAgent second = NodeAgent.start(orchestrator.url(), token)) {
      JsonNode done = runs.await(run, "SUCCEEDED");
      assertThat(done.toString()).contains("\"failed\":1");
      assertThat(
              orchestrator.get("/api/v1/certs/commands/" + command).json().get("attempt").asInt())
          .isEqualTo(2);
      second.kill();
    }
    uninstall();
  }
}
