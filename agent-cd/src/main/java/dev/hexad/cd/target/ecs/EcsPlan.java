package dev.hexad.cd.target.ecs;

import dev.hexad.cd.target.Rendered;
import dev.hexad.contracts.message.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of ECS.
 *
 * @param taskDefinition as {@code register-task-definition} takes it
 * @param service as {@code create-service} takes it, without its task definition
 */
record EcsPlan(Scope scope, JsonNode taskDefinition, JsonNode service) {
  /**
   * Where it goes and whose it is.
   *
   * @param cluster as the agent's configuration names it
   * @param adopt takes a service over that somebody else has made
   */
  record Scope(
      String cluster,
      String service,
      String application,
      String environment,
      String deployment,
      boolean adopt) {}

  Rendered rendered() {
    return new Rendered(
        List.of(
            new Rendered.Item("scope", Json.tree(scope)),
            new Rendered.Item(taskId(), taskDefinition),
            new Rendered.Item(serviceId(), service)));
  }

  static EcsPlan of(Rendered rendered) {
    return new EcsPlan(
        Json.convert(rendered.items().get(0).content(), Scope.class),
        rendered.items().get(1).content(),
        rendered.items().get(2).content());
  }

  String taskId() {
    return "TaskDefinition/" + taskDefinition.path("family").asString("");
  }

  String serviceId() {
    return "Service/" + scope.service();
  }
}
