package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's description, against the last one. What only adds is taken in with {@code
 * -Dgolden.create=true}; what breaks callers is not.
 */
class OpenApiIntegrationTests {
  private static final Path LAST = Path.of("src/test/resources/openapi/orchestrator.json");
  private static TestOrchestrator orchestrator;

  @BeforeAll
  static void start() {
    orchestrator = TestOrchestrator.start();
  }

  @AfterAll
  static void stop() {
    orchestrator.close();
  }

  @Test
  void breaksNobody() throws IOException {
    JsonNode now = orchestrator.get("/openapi.json").json();
    assertThat(now.get("openapi").asString()).startsWith("3.1");
    ((ObjectNode) now).remove("servers");
    boolean create = Boolean.getBoolean("golden.create");
    if (Files.exists(LAST)) {
      JsonNode last = Json.mapper().readTree(Files.readString(LAST));
      assertThat(last.get("paths").size()).isGreaterThan(40);
      assertThat(OpenApiChanges.breaking(last, now)).isEmpty();
    } else {
      assertThat(create).as("%s is missing", LAST).isTrue();
    }
    if (create) {
      Files.createDirectories(LAST.getParent());
      Files.writeString(
          LAST,
          Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(now) + "\n");
    }
  }

  @Test
  void noticesWhatBreaks() {
    JsonNode before =
        read(
            """
            {"paths": {"/a": {"get": {"parameters": [{"name": "q", "in": "query"}],
              "responses": {"200": {"content": {"x": {"schema": {"$ref": "#/components/s"}}}}}},
              "delete": {}}}, "components": {"s": {"properties": {"id": {}, "name": {}}}}}
            """);
    JsonNode now =
        read(
            """
            {"paths": {"/a": {"get": {"parameters": [{"name": "p", "in": "query", "required": true}],
              "responses": {"200": {"content": {"x": {"schema": {"$ref": "#/components/s"}}}}}}}},
              "components": {"s": {"properties": {"id": {}}}}}
            """);
    assertThat(OpenApiChanges.breaking(before, now))
        .containsExactlyInAnyOrder(
            "GET /a takes no 'q' any more",
            "GET /a needs 'p' now",
            "GET /a answer has no 'name' any more",
            "DELETE /a is gone");
    assertThat(OpenApiChanges.breaking(before, before)).isEmpty();
  }

  private static JsonNode read(String text) {
    return Json.mapper().readTree(text);
  }
}
