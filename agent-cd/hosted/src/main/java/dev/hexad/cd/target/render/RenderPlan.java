package dev.hexad.cd.target.render;

import dev.hexad.cd.target.Rendered;
import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of Render. */
record RenderPlan(Scope scope, Content content) {
  /**
   * Where it goes and whose it is.
   *
   * @param account as the agent's configuration names it
   * @param service its id or its name
   * @param owner application and environment
   * @param adopt takes a service over that somebody else has made
   */
  record Scope(String account, String service, String owner, String deployment, boolean adopt) {}

  /**
   * What runs.
   *
   * @param image pinned
   * @param definition as {@code POST /services} takes it, null when the commit has none
   */
  record Content(String image, Map<String, String> env, @Nullable ObjectNode definition) {
    Content {
      env = env == null ? Map.of() : Map.copyOf(env);
    }

    String digest() {
      return image.substring(image.indexOf('@') + 1);
    }

    /** How many instances the commit wants; null when it says nothing or Render scales. */
    @Nullable Integer instances() {
      if (definition == null || definition.at("/serviceDetails").has("autoscaling")) {
        return null;
      }
      return definition.at("/serviceDetails/numInstances").asInt(1);
    }

    /** What can be compared with what is there. */
    JsonNode comparable() {
      ObjectNode node = Json.mapper().createObjectNode();
      node.put("image", image).put("deployedImage", image);
      ObjectNode variables = node.putObject("env");
      new TreeMap<>(env).forEach(variables::put);
      if (instances() != null) {
        node.put("instances", instances());
      }
      return node;
    }
  }

  Rendered rendered() {
    return new Rendered(
        List.of(
            new Rendered.Item("scope", Json.tree(scope)),
            new Rendered.Item(id(), Json.tree(content))));
  }

  static RenderPlan of(Rendered rendered) {
    return new RenderPlan(
        Json.convert(rendered.items().get(0).content(), Scope.class),
        Json.convert(rendered.items().get(1).content(), Content.class));
  }

  String id() {
    return "Service/" + scope.service();
  }
}
