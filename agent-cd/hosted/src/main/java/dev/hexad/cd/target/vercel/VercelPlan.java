package dev.hexad.cd.target.vercel;

import dev.hexad.cd.target.Rendered;
import dev.hexad.contracts.message.Json;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked of Vercel.
 *
 * @param files their contents in base64, by name: going back must not need the repository
 */
record VercelPlan(Scope scope, Content content, Map<String, String> files) {
  VercelPlan {
    files = Map.copyOf(files);
  }

  /**
   * Where it goes and whose it is.
   *
   * @param account as the agent's configuration names it
   * @param owner application and environment
   * @param adopt takes a project over that somebody else deploys to
   */
  record Scope(
      String account,
      String project,
      String owner,
      String deployment,
      boolean production,
      boolean adopt) {
    String target() {
      return production ? "production" : "preview";
    }
  }

  /**
   * What is served.
   *
   * @param digests SHA-1 of each file, by name
   */
  record Content(
      String image,
      @Nullable String commit,
      Map<String, String> env,
      Map<String, String> digests,
      Build build) {
    Content {
      env = env == null ? Map.of() : Map.copyOf(env);
      digests = digests == null ? Map.of() : Map.copyOf(digests);
    }
  }

  /** How it is built; what is absent is found out by Vercel. */
  record Build(
      @Nullable String framework,
      @Nullable String buildCommand,
      @Nullable String outputDirectory) {}

  Rendered rendered() {
    return new Rendered(
        List.of(
            new Rendered.Item("scope", Json.tree(scope)),
            new Rendered.Item(id(), Json.tree(content)),
            new Rendered.Item("files", Json.tree(files))));
  }

  static VercelPlan of(Rendered rendered) {
    Map<String, String> files = new TreeMap<>();
    rendered
        .items()
        .get(2)
        .content()
        .forEachEntry((name, text) -> files.put(name, text.asString()));
    return new VercelPlan(
        Json.convert(rendered.items().get(0).content(), Scope.class),
        Json.convert(rendered.items().get(1).content(), Content.class),
        files);
  }

  String id() {
    return "Deployment/" + scope.project();
  }

  byte[] file(String name) {
    return Base64.getDecoder().decode(files.getOrDefault(name, ""));
  }

  /** What can be compared with what is served. */
  JsonNode comparable() {
    ObjectNode node = Json.mapper().createObjectNode().put("image", content.image());
    node.set("env", Json.tree(new TreeMap<>(content.env())));
    node.set("files", Json.tree(VercelMeta.brief(content.digests())));
    return node;
  }
}
