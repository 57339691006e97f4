package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import dev.hexad.service.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** By the schemas of the description itself, and with no field that they do not name. */
  @Test
  void showsAGoodExampleOfEverythingThatItTakes() {
    JsonNode document = orchestrator.get("/openapi.json").json();
    var wrong = new ArrayList<String>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation -> {
                  String name = operation.getKey() + " " + path.getKey();
                  JsonNode taken =
                      operation.getValue().at("/requestBody/content/application~1json");
                  if (!taken.isMissingNode() && !taken.has("example")) {
                    wrong.add(name + " has no example");
                  }
                  check(document, name, taken, wrong);
                  for (JsonNode answer : operation.getValue().get("responses")) {
                    check(document, name, answer.at("/content/application~1json"), wrong);
                  }
                }));
    assertThat(wrong).isEmpty();
  }

  /** What stands below stages and gates the description cannot say. */
  @Test
  void takesItsOwnExamplesOfRunsAndGates() {
    JsonNode paths = orchestrator.get("/openapi.json").json().get("paths");
    for (String path : List.of("/api/v1/runs", "/api/v1/what-if")) {
      ObjectNode example =
          paths
              .get(path)
              .at("/post/requestBody/content/application~1json/example")
              .deepCopy()
              .asObject();
      example.remove("applicationId");
      TestOrchestrator.Answer answer = orchestrator.post(path, example);
      assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
    }
  }

  private static void check(JsonNode document, String name, JsonNode media, List<String> wrong) {
    JsonNode example = media.path("example");
    if (example.isMissingNode()) {
      return;
    }
    ObjectNode schema = media.get("schema").deepCopy().asObject();
    schema.set("components", document.get("components"));
    Schemas.check(schema, example)
        .forEach(found -> wrong.add(name + found.where() + ": " + found.message()));
    JsonNode type = document.at(media.get("schema").path("$ref").asString("#/").substring(1));
    if (type.has("properties")) {
      example.propertyNames().stream()
          .filter(field -> !type.get("properties").has(field))
          .forEach(field -> wrong.add(name + " takes or gives no '" + field + "'"));
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
