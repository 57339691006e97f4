package dev.hexad.cd.target.render;

import dev.hexad.cd.target.http.StrictServer.Call;
import dev.hexad.cd.target.http.StrictServer.Reply;
import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Render as it documents itself: names are unique, a deploy goes on each time one looks. */
final class FakeRender implements Function<Call, Reply> {
  private static final String TIME = "2026-01-01T00:00:00Z";

  /** What becomes of deploys: the status that they end with. */
  String fate = "live";

  final Map<String, Place> places = new TreeMap<>();
  private int ids;

  /** A service. */
  static final class Place {
    ObjectNode service = Json.mapper().createObjectNode();
    final Map<String, String> env = new TreeMap<>();
    final List<ObjectNode> deploys = new ArrayList<>();
  }

  Place make(String name, String image) {
    var place = new Place();
    String id = "srv-" + ++ids;
    place
        .service
        .put("id", id)
        .put("autoDeploy", "no")
        .put("createdAt", TIME)
        .put("updatedAt", TIME)
        .put("dashboardUrl", "https://dashboard.render.com/" + id)
        .put("name", name)
        .put("notifyOnFail", "default")
        .put("ownerId", "tea-1")
        .put("rootDir", "")
        .put("slug", name)
        .put("suspended", "not_suspended")
        .put("imagePath", image)
        .put("type", "web_service");
    place.service.putArray("suspenders");
    ObjectNode details =
        place
            .service
            .putObject("serviceDetails")
            .put("env", "image")
            .put("runtime", "image")
            .put("healthCheckPath", "")
            .put("numInstances", 1)
            .put("plan", "starter")
            .put("region", "frankfurt")
            .put("buildPlan", "starter")
            .put("url", "https://" + name + ".onrender.com");
    details.putArray("openPorts");
    details
        .putObject("envSpecificDetails")
        .put("dockerCommand", "")
        .put("dockerContext", "")
        .put("dockerfilePath", "");
    places.put(id, place);
    return place;
  }

  ObjectNode deploy(Place place, String image) {
    ObjectNode deploy =
        Json.mapper()
            .createObjectNode()
            .put("id", "dep-" + ++ids)
            .put("status", "created")
            .put("trigger", "api")
            .put("createdAt", TIME);
    deploy.putObject("image").put("ref", image);
    place.deploys.addFirst(deploy);
    return deploy;
  }

  @Override
  public Reply apply(Call call) {
    String[] parts = call.path().substring("/v1/".length()).split("/");
    if (parts[0].equals("owners")) {
      return Reply.of(
          200,
          List.of(
              Map.of(
                  "cursor",
                  "c",
                  "owner",
                  Map.of(
                      "id", "tea-1", "name", "team", "email", "a@example.com", "type", "team"))));
    }
    if (parts[0].equals("logs")) {
      return logs();
    }
    if (parts.length == 1) {
      return call.method().equals("GET") ? list(call) : create(call);
    }
    Place place = places.get(parts[1]);
    if (place == null) {
      return Reply.of(404, Map.of("message", "no such service"));
    }
    return switch (parts.length == 2 ? call.method() : call.method() + " " + parts[2]) {
      case "GET" -> new Reply(200, place.service);
      case "DELETE" -> {
        places.remove(parts[1]);
        yield Reply.empty(204);
      }
      case "PATCH" -> {
        place.service.put("imagePath", call.json().at("/image/imagePath").asString());
        yield new Reply(200, place.service);
      }
      case "GET env-vars" -> env(place);
      case "PUT env-vars" -> {
        place.env.put(parts[3], call.json().path("value").asString());
        yield Reply.of(200, Map.of("key", parts[3], "value", call.json().path("value").asString()));
      }
      case "DELETE env-vars" -> {
        place.env.remove(parts[3]);
        yield Reply.empty(204);
      }
      case "GET deploys" -> deploys(place, call);
      case "POST deploys" ->
          new Reply(201, deploy(place, call.json().path("imageUrl").asString()).deepCopy());
      case "POST scale" -> {
        place
            .service
            .withObject("/serviceDetails")
            .put("numInstances", call.json().path("numInstances").asInt());
        yield Reply.empty(202);
      }
      case "POST suspend" -> {
        place.service.put("suspended", "suspended");
        yield Reply.empty(202);
      }
      case "POST resume" -> {
        place.service.put("suspended", "not_suspended");
        yield Reply.empty(202);
      }
      default -> Reply.of(500, Map.of("message", "not in this fake: " + call));
    };
  }

  private Reply list(Call call) {
    ArrayNode list = Json.mapper().createArrayNode();
    places.values().stream()
        .filter(p -> p.service.path("name").asString().equals(call.query().get("name")))
        .forEach(p -> list.addObject().put("cursor", "c").set("service", p.service));
    return new Reply(200, list);
  }

  private Reply create(Call call) {
    JsonNode body = call.json();
    String name = body.path("name").asString();
    if (places.values().stream().anyMatch(p -> p.service.path("name").asString().equals(name))) {
      return Reply.of(409, Map.of("message", "the name is taken"));
    }
    String image = body.at("/image/imagePath").asString();
    Place place = make(name, image);
    place
        .service
        .withObject("/serviceDetails")
        .put("numInstances", body.at("/serviceDetails/numInstances").asInt(1));
    body.path("envVars")
        .forEach(v -> place.env.put(v.path("key").asString(), v.path("value").asString()));
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.put("deployId", deploy(place, image).path("id").asString());
    answer.set("service", place.service);
    return new Reply(201, answer);
  }

  private static Reply env(Place place) {
    ArrayNode list = Json.mapper().createArrayNode();
    place.env.forEach((key, value) ->
        list.addObject()
            .put("cursor", key)
            .putObject("envVar")
            .put("key", key)
            .put("value", value));
    return new Reply(200, list);
  }

  private Reply deploys(Place place, Call call) {
    ArrayNode list = Json.mapper().createArrayNode();
    int limit = Integer.parseInt(call.query().getOrDefault("limit", "20"));
    for (ObjectNode deploy : place.deploys.subList(0, Math.min(limit, place.deploys.size()))) {
      list.addObject().put("cursor", "c").set("deploy", deploy.deepCopy());
    }
    if (!place.deploys.isEmpty()) {
      ObjectNode newest = place.deploys.getFirst();
      newest.put(
          "status",
          switch (newest.path("status").asString()) {
            case "created" -> "update_in_progress";
            case "update_in_progress" -> fate;
            default -> newest.path("status").asString();
          });
    }
    return new Reply(200, list);
  }

  private static Reply logs() {
    ArrayNode lines = Json.mapper().createArrayNode();
    for (String text : List.of("it cannot go on", "it starts")) {
      lines
          .addObject()
          .put("id", text)
          .put("message", text)
          .put("timestamp", TIME)
          .putArray("labels");
    }
    return Reply.of(
        200, Map.of("hasMore", false, "nextStartTime", TIME, "nextEndTime", TIME, "logs", lines));
  }
}
