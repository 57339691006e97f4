package dev.hexad.iac.plan;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.PlanParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.cost.PlanCost;
import dev.hexad.iac.cost.PlanCosts;
import dev.hexad.iac.credential.RunCredentials;
import dev.hexad.iac.plan.Planning.Aim;
import dev.hexad.iac.policy.Finding;
import dev.hexad.iac.state.StateAccess;
import dev.hexad.iac.tool.Tool;
import dev.hexad.iac.tool.Tools;
import dev.hexad.iac.workspace.WorkspaceName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans a directory of the run's commit and keeps the plan for exactly one apply. */
@Component
final class PlanHandler implements CommandHandler<PlanParameters, PlanParameters.Result> {
  private final Planning planning;
  private final Tools tools;
  private final Workspaces workspaces;
  private final Plans plans;
  private final StateAccess states;
  private final PlanPolicies policies;
  private final PlanDetails details;
  private final PlanCosts costs;
  private final RunCredentials credentials;
  private final HostedPlanning hosted;
  private final Clock clock;

  PlanHandler(
      Planning planning,
      Tools tools,
      Workspaces workspaces,
      Plans plans,
      StateAccess states,
      PlanPolicies policies,
      PlanDetails details,
      PlanCosts costs,
      RunCredentials credentials,
      HostedPlanning hosted,
      Clock clock) {
    this.planning = planning;
    this.tools = tools;
    this.workspaces = workspaces;
    this.plans = plans;
    this.states = states;
    this.policies = policies;
    this.details = details;
    this.costs = costs;
    this.credentials = credentials;
    this.hosted = hosted;
    this.clock = clock;
  }

  @Override
  public String capability() {
    return "iac.plan";
  }

  @Override
  public String description() {
    return "Plans a directory with Terraform or OpenTofu.";
  }

  @Override
  public Class<PlanParameters> parametersType() {
    return PlanParameters.class;
  }

  @Override
  public Class<PlanParameters.Result> resultType() {
    return PlanParameters.Result.class;
  }

  @Override
  public PlanParameters.Result handle(PlanParameters parameters, CommandContext context)
      throws Exception {
    Optional<Plan> made = plans.find(context.commandId());
    if (made.isPresent()) {
      return result(made.get());
    }
    WorkspaceName.check(parameters.workspace());
    if (Boolean.TRUE.equals(parameters.destroy())
        && Boolean.TRUE.equals(parameters.refreshOnly())) {
      throw new HexadException(
          ProblemType.INVALID, "A plan is to destroy or to refresh only, not both.");
    }
    if (hosted.isFor(parameters.workspace())) {
      return result(there(parameters, context));
    }
    UUID id = context.commandId();
    try (var _ = workspaces.lock(parameters.workspace(), context);
        var state = states.open(parameters.workspace(), id, false, 0)) {
      // An attempt that was taken for dead may have made it meanwhile.
      Optional<Plan> meanwhile = plans.find(id);
      return result(meanwhile.isPresent() ? meanwhile.get() : here(parameters, state, context));
    }
  }

  private Plan here(PlanParameters parameters, StateAccess.Open state, CommandContext context)
      throws Exception {
    UUID id = context.commandId();
    return make(
        parameters,
        context,
        folder -> {
          Tool tool = tools.open(folder);
          tool.credentials(credentials.of(parameters.workspace(), RunCredentials.Phase.PLAN, id));
          return planning.make(wish(parameters, context), folder, tool, state, context);
        });
  }

  /** Terraform Cloud keeps what is applied, so nothing stays on this machine. */
  private Plan there(PlanParameters parameters, CommandContext context) throws Exception {
    UUID id = context.commandId();
    boolean kept = false;
    try {
      Plan plan =
          make(
              parameters,
              context,
              folder -> hosted.make(wish(parameters, context), folder, context));
      kept = true;
      return plan;
    } finally {
      workspaces.forget(id);
      if (!kept) {
        hosted.abandon(id, parameters.workspace(), context);
      }
    }
  }

  /** Makes a plan in a folder. */
  private interface Maker {
    Planning.Made make(Path folder) throws Exception;
  }

  private Plan make(PlanParameters parameters, CommandContext context, Maker maker)
      throws Exception {
    UUID id = context.commandId();
    Path folder = workspaces.folder(id);
    boolean kept = false;
    try {
      Planning.Made fresh = maker.make(folder);
      List<Finding> findings =
          Stream.concat(
                  fresh.findings().stream(),
                  policies.check(parameters, fresh.json(), context, folder).stream())
              .toList();
      PlanCost cost =
          costs.of(
              id,
              context.requireChange().application(),
              parameters.environment(),
              fresh.json().priceable());
      Plan plan = keep(parameters, context, fresh, findings, cost);
      kept = true;
      return plan;
    } finally {
      if (!kept) {
        workspaces.forget(id);
      }
    }
  }

  private static Planning.Wish wish(PlanParameters parameters, CommandContext context) {
    Aim aim =
        Boolean.TRUE.equals(parameters.destroy())
            ? Aim.DESTROY
            : Boolean.TRUE.equals(parameters.refreshOnly()) ? Aim.REFRESH : Aim.CHANGE;
    return new Planning.Wish(
        parameters.workspace(),
        parameters.directory(),
        parameters.variables(),
        context.requireChange(),
        aim);
  }

  private Plan keep(
      PlanParameters parameters,
      CommandContext context,
      Planning.Made made,
      List<Finding> findings,
      @Nullable PlanCost cost)
      throws IOException {
    ChangeRef change = context.requireChange();
    PlanJson json = made.json();
    Instant now = clock.instant();
    var plan =
        new Plan(
            context.commandId(),
            parameters.workspace(),
            change.applicationId(),
            change.application(),
            change.repositoryUrl(),
            made.commit(),
            parameters.directory(),
            made.tool(),
            made.hash(),
            json.toAdd(),
            json.toChange(),
            json.toDestroy(),
            PlanState.PLANNED,
            null,
            null,
            null,
            null,
            null,
            now,
            now,
            parameters.environment(),
            Risk.of(json.toChange(), json.toDestroy(), findings),
            json.drift().size(),
            Boolean.TRUE.equals(parameters.refreshOnly()),
            findings,
            cost,
            made.toolVersion());
    for (UUID stale : plans.add(plan, made, change.ref(), parameters.variables())) {
      workspaces.forget(stale);
      hosted.discard(stale, plan.workspace());
    }
    Summary.lines(plan).forEach(context.log()::line);
    return plan;
  }

  private PlanParameters.Result result(Plan plan) {
    var changes =
        details.changes(plan.id()).stream()
            .map(c -> new PlanParameters.ResourceChange(c.address(), c.type(), c.action()))
            .toList();
    var findings =
        plan.findings().stream()
            .map(f ->
                new PlanParameters.PolicyFinding(
                    f.policy(), f.severity().name(), f.address(), f.message(), f.passedBy()))
            .toList();
    PlanCost cost = plan.cost();
    return new PlanParameters.Result(
        plan.id(),
        plan.hash(),
        plan.tool(),
        plan.toAdd(),
        plan.toChange(),
        plan.toDestroy(),
        changes,
        plan.risk().name(),
        plan.drifted(),
        findings,
        cost == null ? null : cost.delta(),
        cost == null ? null : cost.currency(),
        String.join("\n", Summary.lines(plan)));
  }
}
