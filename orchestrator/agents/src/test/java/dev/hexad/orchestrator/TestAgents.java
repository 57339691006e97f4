package dev.hexad.orchestrator;

import dev.hexad.contracts.manifest.Enrolment;
import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.HexadService;
import dev.hexad.testkit.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** This module in this JVM, on real servers. */
final class TestAgents implements AutoCloseable {
  static final String ADMIN = "hxd_test-admin";
  static final String ENROLMENT = "hxe_test-enrolment";

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestAgents(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static TestAgents start(String... more) {
    var arguments = new ArrayList<>(TestServers.shared().arguments("orchestrator"));
    arguments.add("--hexad.master-key=" + Base64.getEncoder().encodeToString(new byte[32]));
    arguments.add("--hexad.bootstrap.admin-token=" + ADMIN);
    arguments.add("--hexad.bootstrap.enrolment-token=" + ENROLMENT);
    arguments.add("--hexad.outbound.allow=127.0.0.1/32");
    arguments.addAll(List.of(more));
    return new TestAgents(
        HexadService.run(
            AgentsApplication.class, "orchestrator", arguments.toArray(String[]::new)));
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  static JsonNode json(String text) {
    return Json.mapper().readTree(text);
  }

  /** Enrols an agent with a configuration of {@code level}, {@code note} and {@code keySecret}. */
  Enrolment.Lease enrol(String id) {
    JsonNode schema =
        json(
            """
            {"type": "object", "additionalProperties": false, "required": ["level"],
             "properties": {"level": {"type": "integer", "minimum": 1, "maximum": 9},
               "note": {"type": "string"}, "keySecret": {"type": "string"}}}
            """);
    var manifest =
        new Manifest(
            id,
            "1.0",
            "Test agent",
            "For tests.",
            List.of(),
            schema,
            Json.tree(Map.of("level", 1)),
            List.of(),
            List.of(),
            List.of());
    var request = new Enrolment.Request(manifest, Ids.next(), "", Instant.now());
    Answer answer = send("POST", "/api/v1/enrolments", ENROLMENT, Json.write(request));
    if (answer.status() != 200) {
      throw new AssertionError("not enrolled: " + answer.text());
    }
    return Json.read(answer.text(), Enrolment.Lease.class);
  }

  /** What was answered. */
  record Answer(int status, String text, Map<String, List<String>> headers) {
    JsonNode json() {
      return Json.mapper().readTree(text);
    }

    String etag() {
      return headers.get("etag").getFirst();
    }
  }

  Answer get(String path) {
    return send("GET", path, ADMIN, null);
  }

  Answer post(String path, Object body) {
    return send("POST", path, ADMIN, Json.write(body));
  }

  Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String body,
      String... headers) {
    String port = context.getEnvironment().getProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body(), answer.headers().map());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
