package dev.hexad.orchestrator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What breaks who calls an API, told from its description before and now. */
final class OpenApiChanges {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final JsonNode before;
  private final JsonNode now;
  private final List<String> broken = new ArrayList<>();

  private OpenApiChanges(JsonNode before, JsonNode now) {
    this.before = before;
    this.now = now;
  }

  /** One sentence for each; empty when every caller of before can go on. */
  static List<String> breaking(JsonNode before, JsonNode now) {
    var changes = new OpenApiChanges(before, now);
    for (Map.Entry<String, JsonNode> path : before.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          JsonNode current = now.get("paths").path(path.getKey()).path(operation.getKey());
          changes.operation(
              operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
              operation.getValue(),
              current);
        }
      }
    }
    return changes.broken;
  }

  private void operation(String name, JsonNode old, JsonNode current) {
    if (current.isMissingNode()) {
      broken.add(name + " is gone");
      return;
    }
    parameters(name, old.path("parameters"), current.path("parameters"));
    body(name, old.path("requestBody"), current.path("requestBody"));
    for (Map.Entry<String, JsonNode> answer : old.path("responses").properties()) {
      if (answer.getKey().startsWith("2")) {
        JsonNode content = current.path("responses").path(answer.getKey());
        if (content.isMissingNode()) {
          broken.add(name + " does not answer " + answer.getKey() + " any more");
        } else {
          fields(
              name + " answer",
              before,
              schema(answer.getValue()),
              schema(content),
              new HashSet<>());
        }
      }
    }
  }

  private void parameters(String name, JsonNode old, JsonNode current) {
    for (JsonNode parameter : old) {
      if (find(current, parameter).isMissingNode()) {
        broken.add(name + " takes no '" + parameter.get("name").asString() + "' any more");
      }
    }
    for (JsonNode parameter : current) {
      boolean required = parameter.path("required").asBoolean(false);
      JsonNode known = find(old, parameter);
      if (required && !known.path("required").asBoolean(false)) {
        broken.add(name + " needs '" + parameter.get("name").asString() + "' now");
      }
    }
  }

  private static JsonNode find(JsonNode parameters, JsonNode like) {
    for (JsonNode parameter : parameters) {
      if (parameter.get("name").equals(like.get("name"))
          && parameter.get("in").equals(like.get("in"))) {
        return parameter;
      }
    }
    return like.path("there is none");
  }

  private void body(String name, JsonNode old, JsonNode current) {
    var known = new HashSet<String>();
    resolve(before, schema(old)).path("required").forEach(r -> known.add(r.asString()));
    for (JsonNode required : resolve(now, schema(current)).path("required")) {
      if (!known.contains(required.asString())) {
        broken.add(name + " needs '" + required.asString() + "' in its body now");
      }
    }
  }

  private void fields(String where, JsonNode in, JsonNode old, JsonNode current, Set<String> seen) {
    String ref = old.path("$ref").asString("");
    if (!ref.isEmpty() && !seen.add(ref)) {
      return;
    }
    JsonNode was = resolve(in, old);
    JsonNode is = resolve(now, current);
    if (was.has("items")) {
      fields(where + "[]", in, was.get("items"), is.path("items"), seen);
    }
    for (Map.Entry<String, JsonNode> field : was.path("properties").properties()) {
      JsonNode same = is.path("properties").path(field.getKey());
      if (same.isMissingNode()) {
        broken.add(where + " has no '" + field.getKey() + "' any more");
      } else {
        fields(where + "." + field.getKey(), in, field.getValue(), same, seen);
      }
    }
  }

  private static JsonNode schema(JsonNode content) {
    for (JsonNode type : content.path("content")) {
      return type.path("schema");
    }
    return content.path("schema");
  }

  private static JsonNode resolve(JsonNode document, JsonNode schema) {
    String ref = schema.path("$ref").asString("");
    return ref.isEmpty() ? schema : document.at(ref.substring(1));
  }
}
