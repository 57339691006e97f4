package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The API's own description of its objects, where its OpenAPI document is at hand. */
public final class KubernetesSchema {
  private static final String PLACE = "shared/specs/kubernetes/swagger.json";

  /** Described as objects for the sake of generated clients, but written as one value. */
  private static final List<String> SCALARS = List.of("resource.Quantity", "intstr.IntOrString");

  private final JsonNode definitions;

  private KubernetesSchema(JsonNode definitions) {
    this.definitions = definitions;
  }

  /** The document beside the repository; empty when it is not there. */
  public static Optional<KubernetesSchema> find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve(PLACE);
      if (Files.isReadable(file)) {
        JsonNode all = Json.mapper().readTree(file.toFile());
        return Optional.of(new KubernetesSchema(all.path("definitions")));
      }
    }
    return Optional.empty();
  }

  /** What is wrong with an object: unknown and missing fields, wrong types; empty when nothing. */
  public List<String> problems(JsonNode object) {
    String[] parts = object.path("apiVersion").asString("").split("/");
    String group = parts.length == 2 ? parts[0] : "";
    String version = parts[parts.length - 1];
    String kind = object.path("kind").asString("");
    for (JsonNode definition : definitions) {
      for (JsonNode named : definition.path("x-kubernetes-group-version-kind")) {
        if (named.path("group").asString("").equals(group)
            && named.path("version").asString("").equals(version)
            && named.path("kind").asString("").equals(kind)) {
          var problems = new ArrayList<String>();
          check(object, definition, kind, problems);
          return problems;
        }
      }
    }
    return List.of("no kind \"" + kind + "\" in version \"" + object.path("apiVersion") + "\"");
  }

  private void check(JsonNode value, JsonNode schema, String path, List<String> problems) {
    if (value.isNull()) {
      return;
    }
    String reference = schema.path("$ref").asString("");
    if (SCALARS.stream().anyMatch(reference::endsWith)) {
      if (!value.isString() && !value.isNumber()) {
        problems.add(path + ": has the wrong type, wanted a string or a number");
      }
      return;
    }
    if (!reference.isEmpty()) {
      check(value, definitions.path(reference.replace("#/definitions/", "")), path, problems);
      return;
    }
    if (!fits(value, schema)) {
      problems.add(path + ": has the wrong type, wanted " + schema.path("type").asString(""));
      return;
    }
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asString())) {
        problems.add(path + ": Required value: " + required.asString());
      }
    }
    int i = 0;
    for (JsonNode item : value.isArray() ? value : Json.mapper().createArrayNode()) {
      check(item, schema.path("items"), path + "[" + i++ + "]", problems);
    }
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    if (properties.isMissingNode() && others.isMissingNode()) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = path + "." + field.getKey();
      if (properties.has(field.getKey())) {
        check(field.getValue(), properties.path(field.getKey()), name, problems);
      } else if (others.isMissingNode()) {
        problems.add("unknown field \"" + name + "\"");
      } else {
        check(field.getValue(), others, name, problems);
      }
    }
  }

  private static boolean fits(JsonNode value, JsonNode schema) {
    if (schema.path("format").asString("").equals("int-or-string")) {
      return value.isIntegralNumber() || value.isString();
    }
    return switch (schema.path("type").asString("")) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString() || value.isNumber() && schema.has("format");
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> true;
    };
  }
}
