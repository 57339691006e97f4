package dev.hexad.cd.target.cloudrun;

import dev.hexad.cd.target.Rendered;
import dev.hexad.contracts.message.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked of Cloud Run.
 *
 * @param service as {@code PATCH} takes it, without who gets which share
 */
record RunPlan(Scope scope, ObjectNode service) {
  /**
   * Where it goes and whose it is.
   *
   * @param account as the agent's configuration names it
   * @param owner application and environment
   * @param revision its name at Cloud Run
   * @param adopt takes a service over that somebody else has made
   * @param stable the revision that keeps the rest of the requests, null when there is none
   * @param percent of the requests
   */
  record Scope(
      String account,
      String service,
      String owner,
      String deployment,
      String revision,
      boolean adopt,
      @Nullable String stable,
      int percent) {
    Scope {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("percent must be 1 to 100");
      }
    }

    Scope beside(String other, int share) {
      return new Scope(account, service, owner, deployment, revision, adopt, other, share);
    }
  }

  Rendered rendered() {
    return new Rendered(
        List.of(new Rendered.Item("scope", Json.tree(scope)), new Rendered.Item(id(), service)));
  }

  static RunPlan of(Rendered rendered) {
    return new RunPlan(
        Json.convert(rendered.items().get(0).content(), Scope.class),
        ((ObjectNode) rendered.items().get(1).content()).deepCopy());
  }

  String id() {
    return "Service/" + scope.service();
  }

  /** Who gets which share. */
  ArrayNode traffic() {
    ArrayNode traffic = Json.mapper().createArrayNode();
    share(traffic, scope.revision(), scope.percent());
    if (scope.stable() != null) {
      share(traffic, scope.stable(), 100 - scope.percent());
    }
    return traffic;
  }

  static void share(ArrayNode traffic, String revision, int percent) {
    traffic
        .addObject()
        .put("type", "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION")
        .put("revision", revision)
        .put("percent", percent);
  }
}
