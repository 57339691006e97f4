package dev.hexad.cd.target.vercel;

import dev.hexad.cd.target.http.Api;
import dev.hexad.cd.target.http.TokenAccounts;
import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One project at Vercel and the calls about it. */
final class VercelProject {
  private static final int RECENT = 100;
  private static final int LINES = 20;

  private final Api api;
  private final @Nullable String team;
  private final String project;

  VercelProject(TokenAccounts.Access access, String project) {
    this.api = access.api();
    this.team = access.team();
    this.project = project;
  }

  private String path(String path) {
    if (team == null) {
      return path;
    }
    return path + (path.contains("?") ? "&" : "?") + "teamId=" + Api.encode(team);
  }

  private String own(String version) {
    return "/" + version + "/projects/" + Api.encode(project);
  }

  Optional<JsonNode> find() {
    return api.find(path(own("v9")));
  }

  void create() {
    api.post(path("/v11/projects"), Json.mapper().createObjectNode().put("name", project));
  }

  /** The newest first, as far as Vercel lists them at once. */
  List<JsonNode> deployments(JsonNode live) {
    List<JsonNode> found = new ArrayList<>();
    String id = Api.encode(live.path("id").asString());
    api.get(path("/v6/deployments?limit=" + RECENT + "&projectId=" + id))
        .path("deployments")
        .forEach(found::add);
    return found;
  }

  /** The newest of a deployment of Hexad. */
  Optional<JsonNode> marked(JsonNode live, String deployment) {
    return deployments(live).stream()
        .filter(one -> VercelMeta.mark(one, VercelMeta.DEPLOYMENT).equals(deployment))
        .findFirst()
        .flatMap(one -> deployment(one.path("uid").asString()));
  }

  Optional<JsonNode> deployment(String id) {
    return api.find(path("/v13/deployments/" + Api.encode(id)));
  }

  /** What production serves. */
  Optional<JsonNode> serving(JsonNode live) {
    String id = live.at("/targets/production/id").asString("");
    return id.isEmpty() ? Optional.empty() : deployment(id);
  }

  Map<String, String> env(String target) {
    Map<String, String> env = new TreeMap<>();
    api.get(path(own("v10") + "/env?decrypt=true"))
        .path("envs")
        .forEach(one -> {
          boolean here =
              one.path("target").asString("").equals(target)
                  || one.path("target").valueStream().anyMatch(t -> t.asString("").equals(target));
          if (here) {
            env.put(one.path("key").asString(""), one.path("value").asString(""));
          }
        });
    return env;
  }

  void put(Map<String, String> env, String target) {
    ArrayNode all = Json.mapper().createArrayNode();
    new TreeMap<>(env)
        .forEach((key, value) ->
            all.addObject()
                .put("key", key)
                .put("value", value)
                .put("type", "encrypted")
                .putArray("target")
                .add(target));
    if (!all.isEmpty()) {
      api.post(path(own("v10") + "/env?upsert=true"), all);
    }
  }

  /** Sending the same file again does no harm. */
  void upload(String digest, byte[] bytes) {
    api.upload(
        path("/v2/files"),
        bytes,
        Map.of("Content-Type", "application/octet-stream", "x-vercel-digest", digest));
  }

  /** Never one that is like it: that would not be ours. */
  JsonNode deploy(VercelPlan plan) {
    ObjectNode body = Json.mapper().createObjectNode().put("name", project).put("project", project);
    // For a preview nothing is said: that is what there is without a target.
    if (plan.scope().production()) {
      body.put("target", "production");
    }
    ArrayNode files = body.putArray("files");
    new TreeMap<>(plan.content().digests())
        .forEach((name, digest) ->
            files
                .addObject()
                .put("file", name)
                .put("sha", digest)
                .put("size", plan.file(name).length));
    body.set("meta", VercelMeta.of(plan));
    ObjectNode settings = (ObjectNode) Json.tree(plan.content().build());
    if (!settings.isEmpty()) {
      body.set("projectSettings", settings);
    }
    return api.post(path("/v13/deployments?forceNew=1&skipAutoDetectionConfirmation=1"), body);
  }

  void promote(JsonNode live, String id) {
    api.post(
        path(
            "/v10/projects/%s/promote/%s"
                .formatted(Api.encode(live.path("id").asString()), Api.encode(id))),
        null);
  }

  void delete(String id) {
    api.delete(path("/v13/deployments/" + Api.encode(id)));
  }

  /** The last lines that the build has written. */
  String log(String id) {
    List<String> lines = new ArrayList<>();
    api.get(
            path(
                "/v3/deployments/%s/events?builds=1&direction=forward&limit=-1"
                    .formatted(Api.encode(id))))
        .forEach(event -> {
          String text = event.path("text").asString(event.at("/payload/text").asString(""));
          if (!text.isBlank()) {
            lines.add(text.strip());
          }
        });
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
