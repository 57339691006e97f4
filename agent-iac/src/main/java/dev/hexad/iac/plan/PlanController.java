package dev.hexad.iac.plan;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/iac/plans")
class PlanController {
  private final Plans plans;
  private final Workspaces workspaces;

  PlanController(Plans plans, Workspaces workspaces) {
    this.plans = plans;
    this.workspaces = workspaces;
  }

  /** A plan with its changes. */
  record Detail(Plan plan, List<PlannedChange> changes) {}

  @GetMapping
  @RequiresScope("iac:read")
  Page<Plan> plans(
      @RequestParam(required = false) @Nullable String workspace,
      @RequestParam(required = false) @Nullable Integer limit) {
    return Page.all(plans.latest(workspace, Page.size(limit)));
  }

  @GetMapping("/{id}")
  @RequiresScope("iac:read")
  Detail plan(@PathVariable UUID id) {
    return new Detail(plans.require(id), plans.changes(id));
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
    return plan(id);
  }
}
