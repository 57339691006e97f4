package dev.hexad.iac.hosted;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of HCP Terraform, read strictly: fields, parameters and statuses that it
 * does not name are wrong. The actions on runs that it lacks are in {@code terraform-cloud.json}.
 */
final class TerraformCloudContract {
  private static final String MEDIA = "application~1vnd.api+json";

  private final ObjectNode document;
  private final Map<Pattern, JsonNode> paths = new HashMap<>();
  private final Map<JsonNode, Schema> compiled = new HashMap<>();
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  TerraformCloudContract() throws IOException {
    document =
        (ObjectNode)
            Json.mapper().readTree(Files.readString(published("terraform/tfc.openapi.json")));
    strict(document.at("/components/schemas"));
    ObjectNode operations = (ObjectNode) document.get("paths");
    Json.mapper()
        .readTree(Files.readString(Path.of("src/test/resources/contracts/terraform-cloud.json")))
        .properties()
        .forEach(e -> operations.set(e.getKey(), e.getValue()));
    operations
        .properties()
        .forEach(e ->
            paths.put(Pattern.compile(e.getKey().replaceAll("\\{[^}]+}", "[^/]+")), e.getValue()));
  }

  /** A file of the published documents; the test is skipped where there are none. */
  static Path published(String file) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("shared"))) {
        Path found = at.resolve("shared/specs").resolve(file);
        Tools.require(Files.exists(found), "the published document " + file + " is missing");
        return found;
      }
    }
    Assumptions.abort("the published documents are not on this machine");
    throw new IllegalStateException();
  }

  /** As JSON Schema says it: null is a type, and what is not named is not there. */
  private static void strict(JsonNode node) {
    node.forEach(TerraformCloudContract::strict);
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    if (schema.path("nullable").asBoolean(false) && schema.path("type").isString()) {
      ArrayNode types = Json.mapper().createArrayNode().add(schema.get("type")).add("null");
      schema.set("type", types);
    }
    boolean object = "object".equals(schema.path("type").asString(""));
    if (object && schema.has("properties") && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
  }

  private @Nullable JsonNode operation(String method, String path) {
    return paths.entrySet().stream()
        .filter(e -> e.getKey().matcher(path).matches())
        .map(e -> e.getValue().get(method.toLowerCase(Locale.ROOT)))
        .filter(operation -> operation != null)
        .findFirst()
        .orElse(null);
  }

  /** What is wrong with a request; nothing when it conforms. */
  List<String> wrong(String method, String path, Map<String, String> query, String body) {
    JsonNode operation = operation(method, path);
    if (operation == null) {
      return List.of("the document has no " + method + " " + path);
    }
    var wrong = new ArrayList<String>();
    var unknown = new HashMap<>(query);
    for (JsonNode each : operation.path("parameters")) {
      JsonNode parameter = resolved(each);
      if (parameter.path("in").asString("").equals("query")) {
        String name = parameter.path("name").asString();
        if (unknown.remove(name) == null && parameter.path("required").asBoolean(false)) {
          wrong.add("the parameter " + name + " is missing");
        }
      }
    }
    unknown.keySet().forEach(name -> wrong.add("there is no parameter " + name));
    JsonNode wanted = operation.path("requestBody");
    if (!body.isEmpty() && wanted.isMissingNode()) {
      wrong.add("nobody asked for a body");
    } else if (body.isEmpty() && wanted.path("required").asBoolean(false)) {
      wrong.add("the body is missing");
    } else if (!body.isEmpty()) {
      check(wanted.at("/content/" + MEDIA + "/schema"), Json.mapper().readTree(body), wrong);
    }
    return wrong;
  }

  /** What is wrong with an answer. */
  List<String> wrong(String method, String path, int status, @Nullable JsonNode body) {
    JsonNode operation = operation(method, path);
    JsonNode response =
        operation == null
            ? Json.mapper().createObjectNode()
            : operation.path("responses").path(Integer.toString(status));
    var wrong = new ArrayList<String>();
    if (response.isMissingNode()) {
      wrong.add("status " + status + " is not described");
    } else if (body != null) {
      check(response.at("/content/" + MEDIA + "/schema"), body, wrong);
    }
    return wrong;
  }

  private void check(JsonNode schema, JsonNode value, List<String> wrong) {
    if (schema.isObject()) {
      compiled
          .computeIfAbsent(
              schema, one -> schemas.getSchema(closed(one).toString(), InputFormat.JSON))
          .validate(value.toString(), InputFormat.JSON)
          .forEach(problem -> wrong.add(problem.getInstanceLocation() + ": " + problem));
    }
  }

  /** A schema with all that it refers to, and nothing else. */
  private JsonNode closed(JsonNode schema) {
    ObjectNode whole = (ObjectNode) schema.deepCopy();
    ObjectNode kept = whole.putObject("components").putObject("schemas");
    Deque<JsonNode> open = new ArrayDeque<>(List.of(schema));
    while (!open.isEmpty()) {
      for (JsonNode reference : open.pop().findValues("$ref")) {
        String name = reference.asString().replaceFirst("^#/components/schemas/", "");
        JsonNode found = document.at("/components/schemas").path(name);
        if (!kept.has(name) && found.isObject()) {
          kept.set(name, found);
          open.push(found);
        }
      }
    }
    return whole;
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }
}
