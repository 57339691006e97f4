package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.manifest.Enrolment;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConfigurationIntegrationTests {
  @TempDir private static Path folder;
  private static TestAgents agents;

  @BeforeAll
  static void start() {
    agents =
        TestAgents.start(
            "--hexad.environment=production",
            "--hexad.configuration.source=" + folder,
            "--hexad.configuration.apply=true",
            "--hexad.configuration.every=300");
  }

  @AfterAll
  static void stop() {
    agents.close();
  }

  private static String path(String agent) {
    return "/api/v1/agents/" + agent + "/configuration";
  }

  private static TestAgents.Answer put(String path, long version, String document) {
    return agents.send("PUT", path, TestAgents.ADMIN, document, "If-Match", "\"" + version + "\"");
  }

  @Test
  void layersOverlaysAndSaysWhatWins() {
    Enrolment.Lease lease = agents.enrol("layered");
    assertThat(put(path("layered"), 0, "{\"level\": 2, \"note\": \"base\"}").status())
        .isEqualTo(200);
    var overlay = put(path("layered") + "/overlays/production", 0, "{\"level\": 5}");
    assertThat(overlay.status()).as(overlay.text()).isEqualTo(200);
    JsonNode effective = agents.get(path("layered")).json().get("effective");
    assertThat(effective.get("environment").asString()).isEqualTo("production");
    assertThat(effective.at("/document/level").asInt()).isEqualTo(5);
    assertThat(effective.get("decided").toString())
        .contains("{\"path\":\"/level\",\"from\":\"overlay\"}")
        .contains("{\"path\":\"/note\",\"from\":\"configuration\"}");
    assertThat(
            agents
                .get(path("layered") + "?environment=staging")
                .json()
                .at("/effective/document/level")
                .asInt())
        .isEqualTo(2);
    var beat =
        agents.send(
            "PUT",
            "/api/v1/enrolments/layered/" + lease.instanceId(),
            lease.serviceToken(),
            Json.write(new Enrolment.Heartbeat(0, true, null, null)));
    assertThat(beat.json().get("configurationVersion").asLong()).isEqualTo(2);
    assertThat(beat.json().at("/configuration/level").asInt()).isEqualTo(5);
    agents.send("DELETE", path("layered") + "/overlays/production", TestAgents.ADMIN, null);
    assertThat(agents.get(path("layered")).json().at("/effective/document/level").asInt())
        .isEqualTo(2);
  }

  @Test
  void findsAllErrorsAtOnceWithPointers() {
    agents.enrol("checked");
    var refused =
        put(path("checked"), 0, "{\"level\": 70, \"more\": 1, \"keySecret\": \"nowhere\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("errors")).hasSize(3);
    assertThat(refused.json().get("errors").findValuesAsString("where"))
        .contains("/level", "/keySecret");
    var dry = agents.send("POST", path("checked") + "/check", TestAgents.ADMIN, "{\"level\": 3}");
    assertThat(dry.json().get("errors")).isEmpty();
    assertThat(dry.json().at("/differences/0/path").asString()).isEqualTo("/level");
    assertThat(agents.get(path("checked")).json().get("version").asLong()).isZero();
  }

  @Test
  void refusesABaseThatBreaksWithAnOverlay() {
    agents.enrol("broken");
    put(path("broken"), 0, "{\"level\": 2}");
    var overlay = put(path("broken") + "/overlays/staging", 0, "{\"level\": 12}");
    assertThat(overlay.status()).isEqualTo(422);
    assertThat(overlay.text()).contains("in staging");
  }

  @Test
  void comparesAndRollsBack() {
    agents.enrol("compared");
    put(path("compared"), 0, "{\"level\": 2, \"note\": \"one\"}");
    put(path("compared"), 1, "{\"level\": 3, \"keySecret\": \"\"}");
    JsonNode diff = agents.get(path("compared") + "/diff?from=1&to=2").json();
    assertThat(diff.get("differences"))
        .extracting(d -> d.get("op").asString() + " " + d.get("path").asString())
        .containsExactly("add /keySecret", "replace /level", "remove /note");
    assertThat(agents.get(path("compared") + "/diff").json().get("differences")).isNotEmpty();
    assertThat(
            agents
                .post(path("compared") + "/rollback", Map.of("version", 1))
                .json()
                .at("/document/note")
                .asString())
        .isEqualTo("one");
    JsonNode versions = agents.get(path("compared") + "/versions?limit=2").json();
    assertThat(versions.get("items").get(0).get("version").asLong()).isEqualTo(3);
    assertThat(versions.get("items").get(0).get("createdBy").asString())
        .isEqualTo("token:bootstrap");
    assertThat(versions.get("nextCursor").asString()).isEqualTo("2");
  }

  @Test
  void exportsAndImportsTheSameThing() {
    agents.enrol("moved");
    agents.send(
        "PUT", "/api/v1/secrets/moved-key", TestAgents.ADMIN, "{\"value\": \"canary-7f3a\"}");
    put(path("moved"), 0, "{\"level\": 4, \"keySecret\": \"moved-key\"}");
    put(path("moved") + "/overlays/staging", 0, "{\"note\": \"from: yaml\"}");
    var export = agents.get("/api/v1/configuration/export");
    assertThat(export.text()).contains("moved-key").doesNotContain("canary-7f3a");
    var same =
        agents.send(
            "POST", "/api/v1/configuration/import?dryRun=true", TestAgents.ADMIN, export.text());
    assertThat(same.json().get("changes")).as(same.text()).isEmpty();
    put(path("moved"), 1, "{\"level\": 8}");
    var stale =
        agents.send(
            "POST",
            "/api/v1/configuration/import",
            TestAgents.ADMIN,
            export.text(),
            "If-Match",
            export.etag());
    assertThat(stale.status()).isEqualTo(412);
    var applied =
        agents.send("POST", "/api/v1/configuration/import", TestAgents.ADMIN, export.text());
    assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    assertThat(applied.json().get("applied").asBoolean()).isTrue();
    assertThat(agents.get(path("moved")).json().at("/document/level").asInt()).isEqualTo(4);
    assertThat(agents.get("/api/v1/configuration/export").text()).isEqualTo(export.text());
    var wrong =
        agents.send(
            "POST",
            "/api/v1/configuration/import",
            TestAgents.ADMIN,
            "hexad: 1\nagents:\n  moved: {configuration: {level: 99}}\n  nobody: {}\n");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().get("errors").findValuesAsString("where"))
        .contains("/agents/moved/configuration/level", "/agents/nobody");
    assertThat(
            agents.send("POST", "/api/v1/configuration/import", TestAgents.ADMIN, "a: [").status())
        .isEqualTo(422);
  }

  @Test
  void appliesAChangedFileAndShowsWhatWasChangedByHand() throws IOException {
    agents.enrol("tracked");
    Path file = folder.resolve("tracked.yml");
    Files.writeString(file, "hexad: 1\nagents:\n  tracked: {configuration: {level: 6}}\n");
    Await.until(
        "the file applied",
        () -> agents.get(path("tracked")).json().at("/document/level").asInt() == 6);
    JsonNode view = agents.get(path("tracked")).json();
    assertThat(view.get("updatedBy").asString()).startsWith("file:");
    assertThat(drift().get("state").asString()).isEqualTo("IN_SYNC");
    put(path("tracked"), view.get("version").asLong(), "{\"level\": 7}");
    JsonNode drifted = drift();
    assertThat(drifted.get("state").asString()).isEqualTo("DRIFTED");
    JsonNode difference = drifted.at("/plan/changes/0/differences/0");
    assertThat(difference.get("path").asString()).isEqualTo("/level");
    assertThat(difference.get("before").asInt()).isEqualTo(7);
    assertThat(difference.get("after").asInt()).isEqualTo(6);
    Files.writeString(file, "hexad: 2");
    assertThat(drift().get("state").asString()).isEqualTo("UNREADABLE");
    assertThat(drift().at("/problem/detail").asString()).contains("hexad: 1");
  }

  private static JsonNode drift() {
    return agents.get("/api/v1/configuration/drift").json();
  }
}
