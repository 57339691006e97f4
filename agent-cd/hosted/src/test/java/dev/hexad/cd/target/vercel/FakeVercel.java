package dev.hexad.cd.target.vercel;

import dev.hexad.cd.target.http.StrictServer.Call;
import dev.hexad.cd.target.http.StrictServer.Reply;
import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Vercel as it documents itself, with one project; a build goes on each time one looks. */
final class FakeVercel implements Function<Call, Reply> {
  /** What becomes of builds. */
  String fate = "READY";

  boolean project;
  String production = "";
  final Map<String, String> env = new TreeMap<>();
  final Map<String, byte[]> files = new HashMap<>();
  final List<ObjectNode> deployments = new ArrayList<>();
  private int ids;

  @Override
  public Reply apply(Call call) {
    String[] parts = call.path().substring(1).split("/");
    return switch (call.method() + " " + parts[1] + " " + parts.length) {
      case "GET projects 3" -> project ? project() : missing();
      case "POST projects 2" -> {
        project = true;
        yield project();
      }
      case "GET projects 4" -> env();
      case "POST projects 4" -> put(call.json());
      case "POST projects 5" -> {
        production = parts[4];
        yield Reply.empty(201);
      }
      case "POST files 2" -> {
        files.put(call.headers().get("x-vercel-digest"), call.bytes());
        yield Reply.of(200, Map.of("urls", List.of()));
      }
      case "GET deployments 2" -> list();
      case "POST deployments 2" -> deploy(call.json());
      case "GET deployments 3" -> look(parts[2]);
      case "DELETE deployments 3" -> {
        deployments.removeIf(one -> one.path("id").asString().equals(parts[2]));
        if (production.equals(parts[2])) {
          production = "";
        }
        yield Reply.of(200, Map.of("uid", parts[2], "state", "DELETED"));
      }
      case "GET deployments 4" -> events();
      default -> Reply.of(500, Map.of("error", Map.of("message", "not in this fake: " + call)));
    };
  }

  private static Reply missing() {
    return Reply.of(404, Map.of("error", Map.of("code", "not_found", "message", "Not found")));
  }

  private Reply project() {
    ObjectNode node =
        Json.mapper()
            .createObjectNode()
            .put("accountId", "a")
            .put("directoryListing", false)
            .put("id", "prj_1")
            .put("name", "web")
            .put("nodeVersion", "22.x");
    node.putObject("resourceConfig").putArray("functionDefaultRegions");
    node.putObject("defaultResourceConfig").putArray("functionDefaultRegions");
    if (!production.isEmpty()) {
      node.putObject("targets")
          .putObject("production")
          .put("id", production)
          .put("createdAt", 1)
          .put("createdIn", "fra1")
          .put("deploymentHostname", "web")
          .put("name", "web")
          .put("plan", "pro")
          .put("private", false)
          .put("readyState", "READY")
          .put("type", "LAMBDAS")
          .put("url", "web.vercel.app")
          .put("userId", "u")
          .putObject("creator")
          .put("email", "a@example.com")
          .put("uid", "u")
          .put("username", "a");
    }
    return new Reply(200, node);
  }

  private Reply env() {
    ArrayNode all = Json.mapper().createArrayNode();
    env.forEach((key, value) ->
        all.addObject()
            .put("key", key)
            .put("value", value)
            .put("type", "encrypted")
            .putArray("target")
            .add("production"));
    return Reply.of(200, Map.of("envs", all));
  }

  private Reply put(JsonNode all) {
    all.forEach(one -> env.put(one.path("key").asString(), one.path("value").asString()));
    return Reply.of(201, Map.of("created", all, "failed", List.of()));
  }

  private Reply deploy(JsonNode body) {
    for (JsonNode file : body.path("files")) {
      if (!files.containsKey(file.path("sha").asString())) {
        return Reply.of(
            400, Map.of("error", Map.of("code", "missing_files", "message", "Missing files")));
      }
    }
    return new Reply(200, full(make((ObjectNode) body.path("meta"))));
  }

  ObjectNode make(ObjectNode meta) {
    String id = "dpl_" + ++ids;
    ObjectNode deployment =
        Json.mapper()
            .createObjectNode()
            .put("id", id)
            .put("aliasAssigned", false)
            .put("bootedAt", 1)
            .put("buildingAt", 1)
            .put("buildSkipped", false)
            .put("public", false)
            .put("status", "QUEUED")
            .put("readyState", "QUEUED")
            .put("createdAt", ids)
            .put("name", "web")
            .put("type", "LAMBDAS")
            .put("url", "web-" + ids + ".vercel.app")
            .put("version", 2);
    deployment.putObject("creator").put("uid", "u");
    deployment.putArray("regions");
    deployment.set("meta", meta);
    deployments.addFirst(deployment);
    return deployment;
  }

  private static ObjectNode full(ObjectNode deployment) {
    ObjectNode node = deployment.deepCopy();
    node.put("inspectorUrl", "https://vercel.com/web")
        .put("isInConcurrentBuildsQueue", false)
        .put("isInSystemBuildsQueue", false)
        .put("projectId", "prj_1")
        .put("plan", "pro")
        .put("createdIn", "fra1")
        .put("ownerId", "a");
    node.putObject("build").putArray("env");
    node.putArray("env");
    node.putObject("projectSettings");
    node.putArray("routes");
    return node;
  }

  private Reply look(String id) {
    ObjectNode deployment =
        deployments.stream()
            .filter(one -> one.path("id").asString().equals(id))
            .findFirst()
            .orElse(null);
    if (deployment == null) {
      return missing();
    }
    var answer = new Reply(200, deployment.deepCopy());
    String next =
        switch (deployment.path("readyState").asString()) {
          case "QUEUED" -> "BUILDING";
          case "BUILDING" -> fate;
          default -> "";
        };
    if (!next.isEmpty()) {
      deployment.put("readyState", next).put("status", next);
      if (next.equals("READY")) {
        deployment.put("aliasAssigned", true);
        production = id;
      } else if (next.equals("ERROR")) {
        deployment.put("errorMessage", "Command \"npm run build\" exited with 1");
      }
    }
    return answer;
  }

  private Reply list() {
    ArrayNode all = Json.mapper().createArrayNode();
    for (ObjectNode one : deployments) {
      ObjectNode brief =
          all.addObject()
              .put("uid", one.path("id").asString())
              .put("name", "web")
              .put("projectId", "prj_1")
              .put("url", one.path("url").asString())
              .put("created", 1)
              .put("type", "LAMBDAS")
              .put("inspectorUrl", "https://vercel.com/web");
      brief.putObject("creator").put("uid", "u");
      brief.set("meta", one.get("meta"));
    }
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.set("deployments", all);
    answer.putObject("pagination").put("count", all.size()).put("next", 0).put("prev", 0);
    return new Reply(200, answer);
  }

  private static Reply events() {
    ArrayNode all = Json.mapper().createArrayNode();
    for (String text : List.of("it builds", "it cannot go on")) {
      ObjectNode event = all.addObject().put("type", "stdout").put("created", 1);
      event
          .putObject("payload")
          .put("deploymentId", "dpl")
          .put("id", text)
          .put("date", 1)
          .put("serial", text)
          .put("text", text);
    }
    return new Reply(200, all);
  }
}
