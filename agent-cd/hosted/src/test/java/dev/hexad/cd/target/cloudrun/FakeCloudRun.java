package dev.hexad.cd.target.cloudrun;

import dev.hexad.cd.target.http.StrictServer.Call;
import dev.hexad.cd.target.http.StrictServer.Reply;
import dev.hexad.contracts.message.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cloud Run as it documents itself: a revision per template, which never changes. */
final class FakeCloudRun implements Function<Call, Reply> {
  private static final String FOLDER = "/v2/projects/shop/locations/europe-west1/services/";

  /** Whether revisions that are made from now on start. */
  boolean starts = true;

  final Map<String, ObjectNode> services = new TreeMap<>();
  final Map<String, ObjectNode> revisions = new TreeMap<>();

  @Override
  public Reply apply(Call call) {
    String[] parts = call.path().substring(FOLDER.length()).split("/");
    if (parts.length == 3) {
      return revision(call, parts[0], parts[2]);
    }
    ObjectNode service = services.get(parts[0]);
    return switch (call.method()) {
      case "GET" -> service == null ? missing() : look(service);
      case "DELETE" -> {
        if (service == null) {
          yield missing();
        }
        services.remove(parts[0]);
        revisions.clear();
        yield operation();
      }
      case "PATCH" -> patch(call, parts[0], service);
      default -> Reply.of(500, Map.of());
    };
  }

  private static Reply missing() {
    return error(404, "NOT_FOUND", "Resource was not found.");
  }

  private static Reply error(int code, String status, String message) {
    return Reply.of(
        code, Map.of("error", Map.of("code", code, "status", status, "message", message)));
  }

  private static Reply operation() {
    return Reply.of(
        200, Map.of("name", "projects/shop/locations/europe-west1/operations/o", "done", false));
  }

  /** Each look brings it on. */
  private Reply look(ObjectNode service) {
    var answer = new Reply(200, service.deepCopy());
    if (service.path("reconciling").asBoolean(false)) {
      service.put("reconciling", false);
      String newest = service.path("latestCreatedRevision").asString();
      ObjectNode revision = revisions.get(newest.substring(newest.lastIndexOf('/') + 1));
      ObjectNode condition = service.putObject("terminalCondition").put("type", "Ready");
      JsonNode ready = revision == null ? condition : revision.at("/conditions/0");
      condition.put("state", ready.path("state").asString("CONDITION_SUCCEEDED"));
      if (ready.has("message")) {
        condition.put("reason", "REVISION_FAILED").put("message", ready.path("message").asString());
      }
    }
    return answer;
  }

  private Reply patch(Call call, String name, ObjectNode there) {
    JsonNode body = call.json();
    if (there == null && !call.query().getOrDefault("allowMissing", "").equals("true")) {
      return missing();
    }
    ObjectNode service = there == null ? Json.mapper().createObjectNode() : there.deepCopy();
    String mask = call.query().getOrDefault("updateMask", "");
    if (mask.isEmpty()) {
      service.removeAll();
      body.forEachEntry(service::set);
    } else {
      for (String field : mask.split(",")) {
        service.remove(field);
        if (body.has(field)) {
          service.set(field, body.get(field));
        }
      }
    }
    String revision = service.at("/template/revision").asString("");
    if ((mask.isEmpty() || mask.contains("template")) && revisions.containsKey(revision)) {
      return error(409, "ALREADY_EXISTS", "Revision " + revision + " already exists.");
    }
    if (!revisions.containsKey(revision)) {
      make(name, revision, (ObjectNode) service.get("template"));
      service.put("latestCreatedRevision", path(name, revision));
    } else if (there != null) {
      service.set("latestCreatedRevision", there.get("latestCreatedRevision"));
    }
    for (JsonNode share : service.path("traffic")) {
      if (!revisions.containsKey(share.path("revision").asString(""))) {
        return error(400, "INVALID_ARGUMENT", "There is no revision " + share.path("revision"));
      }
    }
    service
        .put("name", FOLDER.substring("/v2/".length()) + name)
        .put("uri", "https://" + name + "-1.a.run.app")
        .put("reconciling", true);
    services.put(name, service);
    return operation();
  }

  private static String path(String service, String revision) {
    return FOLDER.substring("/v2/".length()) + service + "/revisions/" + revision;
  }

  void make(String service, String name, ObjectNode template) {
    ObjectNode revision = template.deepCopy();
    revision.remove("revision");
    revision.put("name", path(service, name)).put("service", service);
    ObjectNode ready = revision.putArray("conditions").addObject().put("type", "Ready");
    if (starts) {
      ready.put("state", "CONDITION_SUCCEEDED");
    } else {
      ready
          .put("state", "CONDITION_FAILED")
          .put("revisionReason", "HEALTH_CHECK_CONTAINER_ERROR")
          .put("message", "The container does not listen on port 8080.");
    }
    revisions.put(name, revision);
  }

  private Reply revision(Call call, String service, String name) {
    ObjectNode revision = revisions.get(name);
    if (revision == null) {
      return missing();
    }
    if (call.method().equals("GET")) {
      return new Reply(200, revision);
    }
    for (JsonNode share : services.get(service).path("traffic")) {
      if (share.path("revision").asString("").equals(name)) {
        return error(400, "FAILED_PRECONDITION", "The revision gets requests.");
      }
    }
    revisions.remove(name);
    return operation();
  }
}
