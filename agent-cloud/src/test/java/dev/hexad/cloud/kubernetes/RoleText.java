package dev.hexad.cloud.kubernetes;

import dev.hexad.contracts.message.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A cluster role that allows these, and nothing else. */
final class RoleText {
  private RoleText() {}

  /** What reading takes. */
  static Set<String> reading() {
    var all = new TreeSet<String>();
    Kind.ALL.forEach(kind -> all.add(kind.permission("list")));
    all.add(Kind.NAMESPACE.permission("get"));
    return all;
  }

  static JsonNode role(String name, Set<String> permissions) {
    Map<String, Map<String, Set<String>>> verbs = new TreeMap<>();
    for (String permission : permissions) {
      String[] parts = permission.split("[ /]");
      verbs
          .computeIfAbsent(parts[1], group -> new TreeMap<>())
          .computeIfAbsent(parts[2], plural -> new TreeSet<>())
          .add(parts[0]);
    }
    ObjectNode role = Json.mapper().createObjectNode();
    role.put("apiVersion", "rbac.authorization.k8s.io/v1").put("kind", "ClusterRole");
    role.putObject("metadata").put("name", name);
    ArrayNode rules = role.putArray("rules");
    verbs.forEach((group, plurals) ->
        plurals.forEach((plural, allowed) -> {
          ObjectNode rule = rules.addObject();
          rule.putArray("apiGroups").add(group);
          rule.putArray("resources").add(plural);
          rule.set("verbs", Json.tree(allowed));
        }));
    return role;
  }
}
