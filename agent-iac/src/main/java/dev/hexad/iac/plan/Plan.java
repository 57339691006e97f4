package dev.hexad.iac.plan;

import dev.hexad.iac.cost.PlanCost;
import dev.hexad.iac.policy.Finding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A plan without its changes. */
record Plan(
    UUID id,
    String workspace,
    UUID applicationId,
    String application,
    String repository,
    String commit,
    String directory,
    String tool,
    String hash,
    int toAdd,
    int toChange,
    int toDestroy,
    PlanState state,
    @Nullable String reason,
    @Nullable UUID appliedBy,
    @Nullable Integer added,
    @Nullable Integer changed,
    @Nullable Integer destroyed,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String environment,
    Risk risk,
    int drifted,
    boolean refreshOnly,
    List<Finding> findings,
    @Nullable PlanCost cost,
    @Nullable String toolVersion) {
  Plan {
    findings = List.copyOf(findings);
  }

  /** The same with what is let pass by now. */
  Plan with(List<Finding> others) {
    return new Plan(
        id,
        workspace,
        applicationId,
        application,
        repository,
        commit,
        directory,
        tool,
        hash,
        toAdd,
        toChange,
        toDestroy,
        state,
        reason,
        appliedBy,
        added,
        changed,
        destroyed,
        createdAt,
        updatedAt,
        environment,
        risk,
        drifted,
        refreshOnly,
        others,
        cost,
        toolVersion);
  }
}
