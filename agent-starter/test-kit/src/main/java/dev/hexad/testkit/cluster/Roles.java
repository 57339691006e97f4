package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the token may do: everything, until a role says what. */
final class Roles {
  private volatile List<Rule> rules = List.of(new Rule(List.of("*"), List.of("*"), List.of("*")));

  private record Rule(List<String> groups, List<String> resources, List<String> verbs) {
    boolean allows(ApiPath path, String verb) {
      return has(groups, path.group()) && has(resources, path.permission()) && has(verbs, verb);
    }

    private static boolean has(List<String> all, String one) {
      return all.contains("*") || all.contains(one);
    }
  }

  /** Allows only what a Role lists. */
  void set(JsonNode role) {
    var read = new ArrayList<Rule>();
    for (JsonNode rule : role.path("rules")) {
      read.add(new Rule(texts(rule, "apiGroups"), texts(rule, "resources"), texts(rule, "verbs")));
    }
    rules = List.copyOf(read);
  }

  private static List<String> texts(JsonNode rule, String field) {
    return List.of(Json.convert(rule.path(field), String[].class));
  }

  void require(ApiPath path, String verb) {
    if (rules.stream().noneMatch(rule -> rule.allows(path, verb))) {
      throw Refusal.forbidden(
          "%s is forbidden: User \"test\" cannot %s resource \"%s\" in API group \"%s\" in the namespace \"%s\""
              .formatted(path.resource(), verb, path.permission(), path.group(), path.namespace()));
    }
  }
}
