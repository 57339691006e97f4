package dev.hexad.iac.plan;

import dev.hexad.iac.policy.Finding;
import dev.hexad.iac.policy.Policies;
import dev.hexad.iac.settings.Policy;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks a policy about past plans before it is put in force. */
@RestController
@RequestMapping("/api/v1/iac/policies")
class BackTestController {
  private static final int MOST = 500;

  private final Plans plans;
  private final PlanDetails details;

  BackTestController(Plans plans, PlanDetails details) {
    this.plans = plans;
    this.details = details;
  }

  /** A plan of before in which the policy finds something. */
  record Hit(UUID planId, String workspace, Instant at, List<Finding> findings) {}

  /**
   * What a policy would have done.
   *
   * @param plans how many were asked about
   */
  record BackTest(int plans, int held, List<Hit> hits) {}

  @PostMapping("/back-test")
  @RequiresScope("iac:read")
  BackTest backTest(
      @RequestBody Policy policy,
      @RequestParam(required = false) @Nullable String workspace,
      @RequestParam(defaultValue = "200") int plansBack) {
    policy.compiled();
    List<Plan> past = this.plans.page(workspace, null, null, Math.clamp(plansBack, 1, MOST));
    var hits = new ArrayList<Hit>();
    for (Plan plan : past) {
      List<Finding> found =
          Policies.find(policy, PlanPolicies.subject(plan, details.changes(plan.id())));
      if (!found.isEmpty()) {
        hits.add(new Hit(plan.id(), plan.workspace(), plan.createdAt(), found));
      }
    }
    int held =
        (int) hits.stream().filter(h -> h.findings().stream().anyMatch(Finding::blocks)).count();
    return new BackTest(past.size(), held, hits);
  }
}
