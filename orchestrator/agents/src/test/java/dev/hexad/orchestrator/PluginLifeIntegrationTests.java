package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PluginLifeIntegrationTests {
  private static TestAgents agents;
  private static TestBus bus;

  @BeforeAll
  static void start() {
    agents = TestAgents.start();
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    agents.close();
    bus.close();
  }

  private static JsonNode inspect(Object wish) {
    return agents.post("/api/v1/plugins/inspect", wish).json();
  }

  @Test
  void fetchesAManifestFromAnAddressThroughTheGuard() {
    String manifest = Json.write(HttpAgent.manifest("fetched", "1.0", HttpAgent.parameters()));
    try (var host = new Receiver(n -> new Receiver.Reply(200, Map.of(), manifest))) {
      JsonNode shown = inspect(Map.of("url", host.url()));
      assertThat(shown.get("source").asString()).isEqualTo("URL");
      assertThat(shown.get("installable").asBoolean()).isTrue();
      assertThat(shown.get("digest"))
          .isEqualTo(inspect(Map.of("manifest", Json.mapper().readTree(manifest))).get("digest"));
    }
    assertThat(inspect(Map.of("url", "http://169.254.169.254/m.json")).get("status").asInt())
        .isEqualTo(403);
    assertThat(inspect(Map.of()).get("status").asInt()).isEqualTo(422);
  }

  @Test
  void readsAManifestFromAnImagesLabel() throws Exception {
    String manifest = Json.write(HttpAgent.manifest("imaged", "1.0", HttpAgent.parameters()));
    String config =
        Json.write(Map.of("config", Map.of("Labels", Map.of("dev.hexad.manifest", manifest))));
    String digest =
        "sha256:"
            + java.util.HexFormat.of()
                .formatHex(
                    java.security.MessageDigest.getInstance("SHA-256")
                        .digest(config.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    String image = Json.write(Map.of("config", Map.of("digest", digest)));
    try (var registry =
        new Receiver(n -> new Receiver.Reply(200, Map.of(), n % 2 == 1 ? image : config))) {
      String name = registry.url().replaceFirst("http://", "").replace("/hook", "/team/agent:1");
      JsonNode shown = inspect(Map.of("image", name));
      assertThat(shown.path("id").asString()).as(shown.toString()).isEqualTo("imaged");
      assertThat(shown.get("source").asString()).isEqualTo("IMAGE");
    }
  }

  @Test
  void findsEverythingThatIsWrongWithAManifest() {
    ObjectNode manifest =
        (ObjectNode)
            Json.tree(
                HttpAgent.manifest(
                    "wrong", "1.0", HttpAgent.parameters(), "tokens:admin", "runs:read"));
    manifest.set("emits", Json.tree(List.of("dev.hexad.run.finished.v1", "NO")));
    manifest.set("configurationSchema", TestAgents.json("{\"$ref\": \"http://10.0.0.1/schema\"}"));
    manifest.put("contracts", 7);
    JsonNode shown = inspect(Map.of("manifest", manifest));
    assertThat(shown.get("installable").asBoolean()).isFalse();
    assertThat(shown.get("findings").findValuesAsString("where"))
        .contains("/contracts", "/configurationSchema", "/emits/0", "/emits/1", "/scopes");
    assertThat(shown.at("/scopes/0/objection").asString()).contains("no scope that can be");
    assertThat(shown.at("/scopes/1").has("objection")).isFalse();
    manifest.put("id", "plugins");
    manifest.set("capabilities", Json.tree(List.of()));
    assertThat(inspect(Map.of("manifest", manifest)).get("findings").findValuesAsString("where"))
        .contains("/id");
  }

  @Test
  void aTokenIsForOneAgentWithTheInstalledManifestAndTheGrantedScopes() {
    agents.send("PUT", "/api/v1/secrets/mine", TestAgents.ADMIN, "{\"value\": \"canary-1\"}");
    agents.send("PUT", "/api/v1/secrets/other", TestAgents.ADMIN, "{\"value\": \"canary-2\"}");
    Manifest manifest =
        HttpAgent.manifest("bound", "1.0", HttpAgent.parameters(), "secrets:value:mine");
    String token = HttpAgent.install(agents, manifest, List.of("secrets:value:mine"));
    Manifest another = HttpAgent.manifest("another", "1.0", HttpAgent.parameters());
    assertThat(HttpAgent.enrol(agents, another, token).status()).isEqualTo(403);
    Manifest changed = HttpAgent.manifest("bound", "1.1", HttpAgent.parameters());
    assertThat(HttpAgent.enrol(agents, changed, token).status()).isEqualTo(409);
    var lease = HttpAgent.enrol(agents, manifest, token);
    assertThat(lease.status()).as(lease.text()).isEqualTo(200);
    assertThat(lease.json().get("state").asString()).isEqualTo("INSTALLED");
    String service = lease.json().get("serviceToken").asString();
    assertThat(agents.send("GET", "/api/v1/secrets/mine/value", service, null).text())
        .contains("canary-1");
    assertThat(agents.send("GET", "/api/v1/secrets/other/value", service, null).status())
        .isEqualTo(403);
    assertThat(agents.send("GET", "/api/v1/agents", service, null).status()).isEqualTo(403);
    assertThat(agents.send("GET", "/api/v1/transport/commands", service, null).json().get("items"))
        .isEmpty();
    String renewed =
        agents
            .post("/api/v1/plugins/bound/token", Map.of())
            .json()
            .get("enrolmentToken")
            .asString();
    assertThat(HttpAgent.enrol(agents, manifest, token).status()).isEqualTo(401);
    assertThat(HttpAgent.enrol(agents, manifest, renewed).status()).isEqualTo(200);
    agents.send("DELETE", "/api/v1/plugins/bound", TestAgents.ADMIN, null);
    assertThat(agents.send("GET", "/api/v1/secrets/mine/value", service, null).status())
        .isEqualTo(401);
    assertThat(HttpAgent.enrol(agents, manifest, renewed).status()).isEqualTo(401);
  }

  @Test
  void upgradesWhenNothingInUseBreaks() {
    HttpAgent.ready(agents, "growing");
    Manifest next =
        HttpAgent.manifest(
            "growing",
            "2.0",
            TestAgents.json(
                "{\"type\": \"object\", \"required\": [\"a\"],"
                    + " \"properties\": {\"a\": {\"type\": \"string\"}}}"));
    JsonNode shown = inspect(Map.of("manifest", next));
    assertThat(shown.at("/present/version").asString()).isEqualTo("1.0");
    assertThat(shown.get("needsForce").asBoolean()).isTrue();
    var wish =
        new java.util.HashMap<String, Object>(
            Map.of("manifest", next, "digest", shown.get("digest")));
    var refused = agents.post("/api/v1/plugins/growing/upgrade", wish);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("errors")).hasSize(2);
    wish.put("force", true);
    var upgraded = agents.post("/api/v1/plugins/growing/upgrade", wish);
    assertThat(upgraded.json().at("/plugin/version").asString())
        .as(upgraded.text())
        .isEqualTo("2.0");
    assertThat(upgraded.json().at("/plugin/state").asString()).isEqualTo("ENABLED");
  }

  @Test
  void keepsOrPurgesTheConfiguration() {
    Manifest manifest = HttpAgent.manifest("leaving", "1.0", HttpAgent.parameters());
    HttpAgent.install(agents, manifest, List.of());
    String configuration = "/api/v1/agents/leaving/configuration";
    agents.send("PUT", configuration, TestAgents.ADMIN, "{\"kept\": true}", "If-Match", "\"0\"");
    agents.send("DELETE", "/api/v1/plugins/leaving", TestAgents.ADMIN, null);
    HttpAgent.install(agents, manifest, List.of());
    assertThat(agents.get(configuration).json().at("/document/kept").asBoolean()).isTrue();
    agents.send("DELETE", "/api/v1/plugins/leaving?data=purge", TestAgents.ADMIN, null);
    HttpAgent.install(agents, manifest, List.of());
    assertThat(agents.get(configuration).json().get("version").asLong()).isZero();
  }

  @Test
  void listsPagesAndFilters() {
    HttpAgent.install(agents, HttpAgent.manifest("zeta", "1.0", HttpAgent.parameters()), List.of());
    HttpAgent.install(agents, HttpAgent.manifest("zulu", "1.0", HttpAgent.parameters()), List.of());
    agents.enrol("zenith");
    JsonNode page = agents.get("/api/v1/plugins?q=z&origin=file&limit=1&sort=-id").json();
    assertThat(page.at("/items/0/id").asString()).isEqualTo("zulu");
    JsonNode next =
        agents
            .get(
                "/api/v1/plugins?q=z&origin=file&limit=1&sort=-id&cursor="
                    + page.get("nextCursor").asString())
            .json();
    assertThat(next.at("/items/0/id").asString()).isEqualTo("zeta");
    assertThat(agents.get("/api/v1/plugins/zenith").json().get("origin").asString())
        .isEqualTo("ENROLLED");
    var viewer = agents.post("/api/v1/tokens", Map.of("name", "o", "role", "OPERATOR")).json();
    assertThat(
            agents
                .send("POST", "/api/v1/plugins/inspect", viewer.get("token").asString(), "{}")
                .status())
        .isEqualTo(403);
  }
}
