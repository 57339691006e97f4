package dev.hexad.cd.target.cloudrun;

import dev.hexad.cd.target.http.Api;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One service at Cloud Run and the calls about it. */
final class RunService {
  static final String OWNER = "hexad.dev/owner";
  static final String DEPLOYMENT = "hexad.dev/deployment";
  static final String ADOPTED = "hexad.dev/adopted";
  static final String CANARY = "hexad.dev/canary";

  private final Api api;
  private final String path;

  RunService(CloudRunAccounts.Access access, String service) {
    this.api = access.api();
    this.path = access.folder() + "/" + Api.encode(service);
  }

  /** One that is on its way out does not count. */
  Optional<JsonNode> find() {
    return api.find(path).filter(live -> live.path("deleteTime").asString("").isEmpty());
  }

  Optional<JsonNode> revision(String name) {
    return api.find(path + "/revisions/" + Api.encode(name))
        .filter(live -> live.path("deleteTime").asString("").isEmpty());
  }

  static String mark(JsonNode live, String name) {
    return live.path("annotations").path(name).asString("");
  }

  /** Replaces all that can be said of the service, or makes it. */
  void put(ObjectNode service) {
    require(api.patch(path + "?allowMissing=true", service));
  }

  /**
   * Replaces what is named and nothing else.
   *
   * @param cleared a field that goes where it is not named
   */
  void change(ObjectNode fields, String cleared) {
    var names = new TreeSet<>(fields.propertyNames());
    names.add(cleared);
    require(api.patch(path + "?updateMask=" + Api.encode(String.join(",", names)), fields));
  }

  /** Who gets which share, and no canary any more. */
  void traffic(JsonNode live, ArrayNode traffic) {
    ObjectNode body = Json.mapper().createObjectNode();
    ObjectNode annotations = body.putObject("annotations");
    live.path("annotations").forEachEntry(annotations::set);
    annotations.remove(CANARY);
    body.set("traffic", traffic);
    require(api.patch(path + "?updateMask=traffic,annotations", body));
  }

  void scale(int instances) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.putObject("scaling").put("scalingMode", "MANUAL").put("manualInstanceCount", instances);
    require(api.patch(path + "?updateMask=scaling", body));
  }

  void delete() {
    api.delete(path);
  }

  /** One that Cloud Run holds on to gets no requests and so costs nothing. */
  void deleteRevision(String name) {
    try {
      api.delete(path + "/revisions/" + Api.encode(name));
    } catch (HexadException e) {
      if (e.type() != ProblemType.INVALID && e.type() != ProblemType.CONFLICT) {
        throw e;
      }
    }
  }

  /** What goes on is seen at the service itself, which outlives a restart of the agent. */
  private static void require(JsonNode operation) {
    String error = operation.at("/error/message").asString("");
    if (!error.isEmpty()) {
      throw new HexadException(ProblemType.UPSTREAM_FAILED, "Cloud Run: " + error);
    }
  }
}
