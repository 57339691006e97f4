package dev.hexad.cd.target.cloudrun;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings a service to what is wanted, in one call. */
final class RunRollout {
  private final RunService place;
  private final RunPlan plan;

  RunRollout(RunService place, RunPlan plan) {
    this.place = place;
    this.plan = plan;
  }

  void requireOurs(JsonNode live) {
    String owner = RunService.mark(live, RunService.OWNER);
    boolean free = owner.isEmpty() && plan.scope().adopt();
    if (!free && !owner.equals(plan.scope().owner())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The service '%s' is there already and was not made for this environment; %s."
              .formatted(
                  plan.scope().service(),
                  owner.isEmpty()
                      ? "take it over with adopt: true, or name another service"
                      : "another environment deploys to it, so name another service"));
    }
  }

  /** Whether the service already is what this deployment wants of it. */
  boolean done(JsonNode live) {
    return RunService.mark(live, RunService.DEPLOYMENT).equals(plan.scope().deployment())
        && RunLive.shares(live.path("traffic")).equals(RunLive.shares(plan.traffic()));
  }

  void bring(Optional<JsonNode> live) {
    ObjectNode body = plan.service().deepCopy();
    ObjectNode annotations = body.withObject("/annotations");
    RunPlan.Scope scope = plan.scope();
    annotations.put(RunService.OWNER, scope.owner());
    annotations.put(RunService.DEPLOYMENT, scope.deployment());
    if (live.filter(RunRollout::adopted).isPresent()) {
      annotations.put(RunService.ADOPTED, "true");
    }
    if (scope.stable() != null) {
      annotations.put(RunService.CANARY, scope.deployment());
    }
    body.set("traffic", plan.traffic());
    // A revision never changes: one that is there only gets its share back.
    if (live.isPresent() && place.revision(scope.revision()).isPresent()) {
      body.remove("template");
      place.change(body, "scaling");
    } else {
      body.withObject("/template").put("revision", scope.revision());
      place.put(body);
    }
  }

  private static boolean adopted(JsonNode live) {
    return RunService.mark(live, RunService.OWNER).isEmpty()
        || !RunService.mark(live, RunService.ADOPTED).isEmpty();
  }
}
