package dev.hexad.orchestrator;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.manifest.Enrolment;
import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.TestBus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An installed agent on HTTP, played by a test. */
final class HttpAgent {
  private final TestAgents agents;
  private final String id;
  private final String token;

  private HttpAgent(TestAgents agents, String id, String token) {
    this.agents = agents;
    this.id = id;
    this.token = token;
  }

  static Manifest manifest(String id, String version, JsonNode parameters, String... more) {
    JsonNode result = TestAgents.json("{\"type\": \"object\", \"required\": [\"sum\"]}");
    return new Manifest(
        id,
        version,
        "Adder",
        "Adds.",
        List.of(new Manifest.Capability(id + ".add", "Adds.", parameters, result)),
        TestAgents.json("{\"type\": \"object\"}"),
        TestAgents.json("{}"),
        List.of("com.example." + id + ".added.v1"),
        List.of("dev.hexad.agent.lost.v1"),
        List.of(),
        "Example",
        Manifest.Transport.HTTP,
        List.of(more),
        1);
  }

  static JsonNode parameters() {
    return TestAgents.json(
        "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\"}}}");
  }

  /** Inspects and installs; gives the enrolment token. */
  static String install(TestAgents agents, Manifest manifest, List<String> scopes) {
    JsonNode shown = agents.post("/api/v1/plugins/inspect", Map.of("manifest", manifest)).json();
    var installed =
        agents.post(
            "/api/v1/plugins",
            Map.of(
                "manifest", manifest, "digest", shown.path("digest").asString(), "scopes", scopes));
    if (installed.status() != 201) {
      throw new AssertionError("not installed: " + installed.text() + shown);
    }
    return installed.json().get("enrolmentToken").asString();
  }

  static TestAgents.Answer enrol(TestAgents agents, Manifest manifest, String enrolmentToken) {
    var request = new Enrolment.Request(manifest, Ids.next(), "", Instant.now());
    return agents.send("POST", "/api/v1/enrolments", enrolmentToken, Json.write(request));
  }

  /** Installed, enrolled and enabled. */
  static HttpAgent ready(TestAgents agents, String id, String... scopes) {
    Manifest manifest = manifest(id, "1.0", parameters(), scopes);
    String enrolment = install(agents, manifest, List.of(scopes));
    JsonNode lease = enrol(agents, manifest, enrolment).json();
    agents.post("/api/v1/plugins/" + id + "/enable", Map.of());
    return new HttpAgent(agents, id, lease.get("serviceToken").asString());
  }

  TestAgents.Answer call(String method, String path, @Nullable Object body, String... headers) {
    return agents.send(method, path, token, body == null ? null : Json.write(body), headers);
  }

  TestAgents.Answer say(JsonNode item, String verb, @Nullable Object body) {
    String command = item.at("/command/commandId").asString();
    return call(
        "POST",
        "/api/v1/transport/commands/" + command + "/" + verb,
        body,
        "Hexad-Lease",
        item.get("lease").asString());
  }

  /** Takes a command, waiting for one. */
  JsonNode take(int leaseSeconds) {
    JsonNode items =
        call("GET", "/api/v1/transport/commands?wait=20&lease=" + leaseSeconds, null)
            .json()
            .get("items");
    if (items.isEmpty()) {
      throw new AssertionError("no command came");
    }
    return items.get(0);
  }

  UUID send(TestBus bus, Object parameters) {
    var command = TestBus.command(id + ".add", parameters, Ids.next(), null);
    bus.send(command);
    return Json.convert(command.data(), CommandRequest.class).commandId();
  }
}
