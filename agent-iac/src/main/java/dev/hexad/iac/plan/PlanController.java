package dev.hexad.iac.plan;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.policy.Policies;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/iac/plans")
class PlanController {
  private final Plans plans;
  private final Workspaces workspaces;
  private final Policies policies;
  private final PlanDetails details;
  private final HostedPlanning hosted;

  PlanController(
      Plans plans,
      Workspaces workspaces,
      Policies policies,
      PlanDetails details,
      HostedPlanning hosted) {
    this.hosted = hosted;
    this.details = details;
    this.plans = plans;
    this.workspaces = workspaces;
    this.policies = policies;
  }

  /**
   * A plan with its changes, with what is otherwise than the state says, and with what stands on
   * the changes.
   *
   * @param hostedAt page of the run that Terraform Cloud does for it, null when it runs here
   */
  record Detail(
      Plan plan,
      List<PlannedChange> changes,
      List<PlannedChange> drift,
      List<ResourceGraph.Touched> touched,
      @Nullable String hostedAt) {}

  /** A wish to let what a policy found pass. */
  record NewOverride(@NotBlank String policy, @NotBlank @Size(max = 500) String reason) {}

  @GetMapping
  @RequiresScope("iac:read")
  Page<Plan> plans(
      @RequestParam(required = false) @Nullable String workspace,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        plans.page(workspace, state, cursor, size + 1), size, last -> last.id().toString());
  }

  @GetMapping("/{id}")
  @RequiresScope("iac:read")
  Detail plan(@PathVariable UUID id) {
    Plan plan = plans.require(id);
    return new Detail(
        plan.with(policies.passed(plan.workspace(), plan.findings())),
        details.changes(id),
        details.drift(id),
        details.touched(id),
        hosted.page(id));
  }

  /** What each resource of the workspace stands on, by address, as the plan found it. */
  @GetMapping("/{id}/graph")
  @RequiresScope("iac:read")
  JsonNode graph(@PathVariable UUID id) {
    return details.graph(id);
  }

  /** Lets what a policy found in this plan pass, also in the next plans of the workspace. */
  @PostMapping("/{id}/overrides")
  @RequiresScope("iac:approve")
  Detail override(Identity identity, @PathVariable UUID id, @Valid @RequestBody NewOverride wish) {
    Plan plan = plans.require(id);
    policies.override(
        plan.workspace(),
        policies.passed(plan.workspace(), plan.findings()),
        wish.policy(),
        wish.reason(),
        identity);
    return plan(id);
  }

  /** Decides against a plan. */
  @PostMapping("/{id}/discard")
  @RequiresScope("iac:write")
  Detail discard(@PathVariable UUID id) throws IOException {
    Plan plan = plans.require(id);
    try (var lock = workspaces.tryLock(plan.workspace())) {
      if (lock == null) {
        throw new HexadException(
            ProblemType.CONFLICT, "The workspace is being planned or applied; try again later.");
      }
      if (!plans.end(id, PlanState.DISCARDED, "somebody decided against it")) {
        throw new HexadException(
            ProblemType.CONFLICT, "The plan is " + plans.require(id).state().word() + " already.");
      }
      workspaces.forget(id);
    }
    hosted.discard(id, plan.workspace());
    return plan(id);
  }
}
