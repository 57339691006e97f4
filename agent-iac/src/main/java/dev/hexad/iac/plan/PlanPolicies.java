package dev.hexad.iac.plan;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.PlanParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.policy.Finding;
import dev.hexad.iac.policy.Policies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Asks policies about plans. */
@Component
class PlanPolicies {
  private final Policies policies;
  private final Planning planning;

  PlanPolicies(Policies policies, Planning planning) {
    this.policies = policies;
    this.planning = planning;
  }

  List<Finding> check(PlanParameters parameters, PlanJson json, CommandContext context, Path folder)
      throws IOException, InterruptedException {
    String environment = parameters.environment();
    var subject =
        subject(
            parameters.workspace(),
            environment,
            Boolean.TRUE.equals(parameters.destroy()),
            json.toAdd(),
            json.toChange(),
            json.toDestroy(),
            json.effective());
    return policies.check(subject, source(context.requireChange(), folder));
  }

  /** What one policy would have found in a plan of before. */
  static Policies.Subject subject(Plan plan, List<PlannedChange> changes) {
    boolean destroys = plan.toAdd() == 0 && plan.toChange() == 0 && plan.toDestroy() > 0;
    return subject(
        plan.workspace(),
        plan.environment(),
        destroys,
        plan.toAdd(),
        plan.toChange(),
        plan.toDestroy(),
        changes);
  }

  private static Policies.Subject subject(
      String workspace,
      @Nullable String environment,
      boolean destroy,
      int toAdd,
      int toChange,
      int toDestroy,
      List<PlannedChange> changes) {
    return new Policies.Subject(
        workspace,
        environment == null ? "" : environment,
        destroy,
        toAdd,
        toChange,
        toDestroy,
        changes.stream()
            .map(c -> new Policies.Change(c.address(), c.type(), c.action(), c.before(), c.after()))
            .toList());
  }

  /**
   * Whose own policies count. Of a fork nothing is believed; there those of the branch count that
   * it wants to join.
   */
  private @Nullable Path source(ChangeRef change, Path folder)
      throws IOException, InterruptedException {
    PullRequestRef pull = change.pullRequest();
    if (pull == null || !pull.fork()) {
      return folder.resolve("source");
    }
    String target = pull.targetCommit();
    if (target == null) {
      return null;
    }
    Path base = folder.resolve("base");
    FileSystemUtils.deleteRecursively(base);
    planning.fetch(
        new ChangeRef(
            change.applicationId(),
            change.application(),
            change.repositoryUrl(),
            pull.targetRef(),
            target,
            null,
            null),
        base);
    return base;
  }

  /** Asked again before an apply: an exception may have ended, or an override come. */
  void requirePassed(Plan plan) {
    List<Finding> blocking =
        policies.passed(plan.workspace(), plan.findings()).stream()
            .filter(Finding::blocks)
            .toList();
    if (!blocking.isEmpty()) {
      Finding first = blocking.getFirst();
      throw new HexadException(
          ProblemType.POLICY_VIOLATED,
          "%d findings of policies keep the plan from being applied; the first: '%s'%s: %s"
              .formatted(
                  blocking.size(),
                  first.policy(),
                  first.address() == null ? "" : " at " + first.address(),
                  first.message()));
    }
  }
}
