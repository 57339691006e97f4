package dev.hexad.cd.target.render;

import dev.hexad.contracts.message.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of a live service that a deployment says anything of. */
final class RenderLive {
  private RenderLive() {}

  static JsonNode of(RenderService place, JsonNode live, RenderPlan.Content wanted) {
    String id = live.path("id").asString();
    Map<String, String> env = place.env(id);
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("image", spelled(live.path("imagePath").asString(""), wanted));
    Optional<JsonNode> newest = place.newest(id);
    node.put(
        "deployedImage",
        newest.filter(deploy -> RenderHealth.runs(deploy, wanted.digest())).isPresent()
            ? wanted.image()
            : newest.map(deploy -> deploy.at("/image/ref").asString("")).orElse(""));
    ObjectNode variables = node.putObject("env");
    // Variables that people have set themselves are none of Hexad's business.
    var keys = new TreeSet<>(wanted.env().keySet());
    keys.addAll(RenderMarks.of(env).keys());
    keys.stream().filter(env::containsKey).forEach(key -> variables.put(key, env.get(key)));
    if (wanted.instances() != null) {
      node.put("instances", live.at("/serviceDetails/numInstances").asInt(1));
    }
    return node;
  }

  private static String spelled(String image, RenderPlan.Content wanted) {
    return image.endsWith(wanted.digest()) ? wanted.image() : image;
  }
}
