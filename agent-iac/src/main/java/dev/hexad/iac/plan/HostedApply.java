package dev.hexad.iac.plan;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.ApplyParameters;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.cost.EstimateNames;
import dev.hexad.iac.hosted.HostedRun;
import dev.hexad.iac.hosted.HostedRuns;
import dev.hexad.iac.hosted.HostedSession;
import dev.hexad.iac.hosted.HostedWatch;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says yes to exactly the run of Terraform Cloud whose plan was approved, and follows it. */
@Component
class HostedApply {
  private final HostedRuns runs;
  private final HostedPlanning planning;
  private final Plans plans;
  private final PlanPolicies policies;
  private final EstimateNames names;

  HostedApply(
      HostedRuns runs,
      HostedPlanning planning,
      Plans plans,
      PlanPolicies policies,
      EstimateNames names) {
    this.names = names;
    this.runs = runs;
    this.planning = planning;
    this.plans = plans;
    this.policies = policies;
  }

  /** Whether Terraform Cloud has made a plan. */
  boolean isFor(Plan plan) {
    return runs.hasRun(plan.id());
  }

  ApplyParameters.Result apply(Plan plan, String approved, CommandContext context)
      throws Exception {
    Plans.checkApplicable(plan, approved);
    policies.requirePassed(plan);
    HostedSession session = runs.open(plan.workspace(), plan.id());
    context.log().line("run: " + session.page());
    if (!session.confirmedBy(context.commandId())) {
      HostedRun now = settled(session, context);
      if (now.status().equals("planned_and_finished") && !now.planOnly()) {
        return finish(plan, context, new HostedSession.Applied(0, 0, 0));
      }
      requireConfirmable(plan, now);
      requireSame(plan, now, session, context);
    }
    session.confirm(context.commandId(), "approved in Hexad: plan " + plan.id());
    return follow(plan, session, context);
  }

  /** Estimates and policies may still be on their way. */
  private static HostedRun settled(HostedSession session, CommandContext context) throws Exception {
    var watch = new HostedWatch(HostedWatch.Part.PLAN, line -> {}, HostedRun::settled, () -> {});
    return context.waiting(() -> session.follow(watch, context));
  }

  private void requireConfirmable(Plan plan, HostedRun run) {
    if (run.confirmable()) {
      return;
    }
    if (run.planOnly()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The run "
              + run.id()
              + " only plans, as those of pull requests do; plan the branch to apply it.");
    }
    if (run.heldByPolicy()) {
      throw new HexadException(
          ProblemType.POLICY_VIOLATED,
          "Policies of Terraform Cloud hold the run " + run.id() + "; override them there.");
    }
    String end =
        run.confirmed() ? "somebody confirmed it in Terraform Cloud" : HostedSession.end(run);
    if (end == null && !run.failed()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The run %s cannot be applied now: Terraform Cloud says '%s'."
              .formatted(run.id(), run.words()));
    }
    throw stale(plan, end == null ? "its run failed in Terraform Cloud" : end);
  }

  private void requireSame(Plan plan, HostedRun run, HostedSession session, CommandContext context)
      throws InterruptedException {
    if (!HostedPlanning.hash(run, session.planJson(run, context)).equals(plan.hash())) {
      throw stale(plan, "its run in Terraform Cloud plans something else by now");
    }
  }

  private ApplyParameters.Result follow(Plan plan, HostedSession session, CommandContext context)
      throws Exception {
    var output = new ApplyOutput(context.log()::line);
    var watch =
        new HostedWatch(
            HostedWatch.Part.APPLY, output::line, run -> run.applied() || run.failed(), () -> {});
    HostedRun ended;
    try {
      ended = context.waiting(() -> session.follow(watch, context));
    } catch (InterruptedException e) {
      if (context.cancelled()) {
        stop(plan, session, context);
      }
      throw e;
    }
    if (ended.applied()) {
      findNames(plan, session, context);
      return finish(plan, context, session.applied(ended));
    }
    String end = HostedSession.end(ended);
    String reason = end == null ? output.firstError() : end;
    plans.end(plan.id(), PlanState.STALE, "its apply failed: " + reason);
    throw new HexadException(
        ProblemType.STEP_FAILED, "The run %s was not applied: %s.".formatted(ended.id(), reason));
  }

  /** What was applied stays applied, whether its names are known or not. */
  private void findNames(Plan plan, HostedSession session, CommandContext context)
      throws InterruptedException {
    if (!names.wanted(plan.id())) {
      return;
    }
    try {
      names.applied(plan.id(), session.stateJson());
    } catch (HexadException e) {
      context.log().line("[the names of resources cannot be read, so their cost is not compared]");
    }
  }

  private void stop(Plan plan, HostedSession session, CommandContext context)
      throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    HostedRun last = session.stop("cancelled in Hexad").orElse(null);
    if (last != null && last.applied()) {
      finish(plan, context, session.applied(last));
    } else {
      plans.end(plan.id(), PlanState.STALE, "its apply was stopped part-way");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private ApplyParameters.Result finish(
      Plan plan, CommandContext context, HostedSession.Applied done) {
    var result =
        new ApplyParameters.Result(plan.id(), done.added(), done.changed(), done.destroyed());
    for (UUID stale : plans.applied(plan, context.commandId(), result)) {
      planning.discard(stale, plan.workspace());
    }
    return result;
  }

  private HexadException stale(Plan plan, String reason) {
    plans.end(plan.id(), PlanState.STALE, reason);
    return new HexadException(
        ProblemType.CONFLICT, "The plan " + plan.id() + " is stale: " + reason + "; plan anew.");
  }
}
