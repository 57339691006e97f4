package dev.hexad.cd.target.render;

import dev.hexad.cd.target.http.Api;
import dev.hexad.cd.target.http.TokenAccounts;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One service at Render and the calls about it. */
final class RenderService {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 20;
  private static final int LINES = 20;

  private final Api api;
  private final @Nullable String owner;
  private final String service;

  RenderService(TokenAccounts.Access access, String service) {
    this.api = access.api();
    this.owner = access.team();
    this.service = service;
  }

  Optional<JsonNode> find() {
    if (service.matches("srv-[a-z0-9]+")) {
      return api.find("/services/" + service);
    }
    String mine = owner == null ? "" : "&ownerId=" + Api.encode(owner);
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode one : api.get("/services?limit=20&name=" + Api.encode(service) + mine)) {
      if (one.at("/service/name").asString("").equals(service)) {
        found.add(one.get("service"));
      }
    }
    if (found.size() > 1) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "There are %d services '%s' at Render; give the id of one, or the workspace of the account."
              .formatted(found.size(), service));
    }
    return found.stream().findFirst();
  }

  Map<String, String> env(String id) {
    Map<String, String> env = new TreeMap<>();
    String cursor = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode list = api.get("/services/" + id + "/env-vars?limit=" + PAGE + cursor);
      for (JsonNode one : list) {
        env.put(one.at("/envVar/key").asString(), one.at("/envVar/value").asString(""));
        cursor = "&cursor=" + Api.encode(one.path("cursor").asString(""));
      }
      if (list.size() < PAGE) {
        break;
      }
    }
    return env;
  }

  void put(String id, String key, String value) {
    api.put(
        "/services/" + id + "/env-vars/" + Api.encode(key),
        Json.mapper().createObjectNode().put("value", value));
  }

  void remove(String id, String key) {
    api.delete("/services/" + id + "/env-vars/" + Api.encode(key));
  }

  /** The newest first. */
  List<JsonNode> deploys(String id, int limit) {
    List<JsonNode> deploys = new ArrayList<>();
    api.get("/services/" + id + "/deploys?limit=" + limit)
        .forEach(one -> deploys.add(one.path("deploy")));
    return deploys;
  }

  Optional<JsonNode> newest(String id) {
    return deploys(id, 1).stream().findFirst();
  }

  /** Makes the service, which deploys it; the id of that deploy. */
  String create(RenderPlan.Content content, Map<String, String> marks) {
    if (content.definition() == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "There is no service '%s' at Render, and the commit has no render/service.json to make it of."
              .formatted(service));
    }
    ObjectNode body = content.definition().deepCopy();
    String workspace = workspace(body);
    body.put("name", service).put("ownerId", workspace);
    body.withObject("/image").put("ownerId", workspace).put("imagePath", content.image());
    ArrayNode variables = body.withArray("/envVars");
    Map<String, String> ours = new TreeMap<>(content.env());
    ours.putAll(marks);
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (ours.containsKey(variables.get(i).path("key").asString(""))) {
        variables.remove(i);
      }
    }
    ours.forEach((key, value) -> variables.addObject().put("key", key).put("value", value));
    return api.post("/services", body).path("deployId").asString("");
  }

  private String workspace(JsonNode definition) {
    String given = definition.path("ownerId").asString(owner == null ? "" : owner);
    if (!given.isEmpty()) {
      return given;
    }
    JsonNode all = api.get("/owners?limit=20");
    if (all.size() != 1) {
      throw new HexadException(
          ProblemType.INVALID,
          "The token sees %d workspaces of Render; say which with 'team' of the account."
              .formatted(all.size()));
    }
    return all.at("/0/owner/id").asString();
  }

  /** What the service runs whenever it starts again. */
  void image(JsonNode live, String image) {
    ObjectNode body = Json.mapper().createObjectNode();
    ObjectNode to =
        body.putObject("image")
            .put("ownerId", live.path("ownerId").asString())
            .put("imagePath", image);
    String credential = live.at("/registryCredential/id").asString("");
    if (!credential.isEmpty()) {
      to.put("registryCredentialId", credential);
    }
    api.patch("/services/" + live.path("id").asString(), body);
  }

  /** The id of the deploy; empty when Render has only queued it. */
  String deploy(String id, String image) {
    ObjectNode body = Json.mapper().createObjectNode().put("imageUrl", image);
    return api.post("/services/" + id + "/deploys", body).path("id").asString("");
  }

  void scale(String id, int instances) {
    api.post(
        "/services/" + id + "/scale",
        Json.mapper().createObjectNode().put("numInstances", instances));
  }

  void suspend(String id) {
    api.post("/services/" + id + "/suspend", null);
  }

  void resume(String id) {
    api.post("/services/" + id + "/resume", null);
  }

  void delete(String id) {
    api.delete("/services/" + id);
  }

  /** The last lines, the oldest first. */
  String logs(JsonNode live) {
    List<String> lines = new ArrayList<>();
    api.get(
            "/logs?ownerId=%s&resource=%s&direction=backward&limit=%d"
                .formatted(
                    Api.encode(live.path("ownerId").asString()),
                    Api.encode(live.path("id").asString()),
                    LINES))
        .path("logs")
        .forEach(line -> lines.add(line.path("message").asString("")));
    return String.join("\n", lines.reversed());
  }
}
