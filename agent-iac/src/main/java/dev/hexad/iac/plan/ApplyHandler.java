package dev.hexad.iac.plan;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.agent.lease.Leases;
import dev.hexad.contracts.command.ApplyParameters;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.cost.EstimateNames;
import dev.hexad.iac.credential.RunCredentials;
import dev.hexad.iac.state.StateAccess;
import dev.hexad.iac.tool.Tool;
import dev.hexad.iac.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applies exactly one plan: the file of that id with that hash, once. */
@Component
final class ApplyHandler implements CommandHandler<ApplyParameters, ApplyParameters.Result> {
  private final Tools tools;
  private final Workspaces workspaces;
  private final Plans plans;
  private final StateAccess states;
  private final PlanPolicies policies;
  private final Leases leases;
  private final RunCredentials credentials;
  private final HostedApply hosted;
  private final EstimateNames names;
  private final Planning planning;

  ApplyHandler(
      Tools tools,
      Workspaces workspaces,
      Plans plans,
      StateAccess states,
      PlanPolicies policies,
      Leases leases,
      RunCredentials credentials,
      HostedApply hosted,
      EstimateNames names,
      Planning planning) {
    this.policies = policies;
    this.states = states;
    this.leases = leases;
    this.credentials = credentials;
    this.hosted = hosted;
    this.names = names;
    this.planning = planning;
    this.tools = tools;
    this.workspaces = workspaces;
    this.plans = plans;
  }

  @Override
  public String capability() {
    return "iac.apply";
  }

  @Override
  public String description() {
    return "Applies exactly the plan that was made and approved.";
  }

  @Override
  public Class<ApplyParameters> parametersType() {
    return ApplyParameters.class;
  }

  @Override
  public Class<ApplyParameters.Result> resultType() {
    return ApplyParameters.Result.class;
  }

  @Override
  public ApplyParameters.Result handle(ApplyParameters parameters, CommandContext context)
      throws Exception {
    Plan known = plans.require(parameters.planId());
    try (var lease = leases.await(context, alone(known), "iac.apply", Leases.WhenAway.WAIT)) {
      return hosted.isFor(known)
          ? there(parameters, context)
          : here(known.workspace(), lease.token(), parameters, context);
    }
  }

  private ApplyParameters.Result there(ApplyParameters parameters, CommandContext context)
      throws Exception {
    Plan plan = plans.require(parameters.planId());
    return context.commandId().equals(plan.appliedBy())
        ? done(plan)
        : hosted.apply(plan, parameters.planHash(), context);
  }

  private ApplyParameters.Result here(
      String workspace, long fence, ApplyParameters parameters, CommandContext context)
      throws Exception {
    try (var _ = workspaces.lock(workspace, context);
        var state = states.open(workspace, context.commandId(), true, fence);
        var way = planning.wayOut(workspace, state, context)) {
      Plan plan = plans.require(parameters.planId());
      if (context.commandId().equals(plan.appliedBy())) {
        return done(plan);
      }
      Plans.checkApplicable(plan, parameters.planHash());
      policies.requirePassed(plan);
      Path folder = workspaces.folder(plan.id());
      Tool tool = tools.openForApply(plan.tool(), plan.toolVersion(), folder);
      tool.endLeftover();
      tool.credentials(state.environment());
      way.lead(tool);
      tool.credentials(credentials.of(workspace, RunCredentials.Phase.APPLY, context.commandId()));
      Path record = folder.resolve("apply-" + context.commandId() + ".ndjson");
      if (Files.exists(record)) {
        return goOn(plan, context, record);
      }
      checkFile(plan, folder);
      return apply(plan, context, tool, folder, record);
    }
  }

  /** Nobody deploys to an environment while what it stands on changes. */
  private static List<String> alone(Plan plan) {
    String workspace = "workspace:" + plan.workspace();
    return plan.environment() == null
        ? List.of(workspace)
        : List.of(workspace, "environment:" + plan.application() + "/" + plan.environment());
  }

  private static ApplyParameters.Result done(Plan plan) {
    return new ApplyParameters.Result(
        plan.id(), orZero(plan.added()), orZero(plan.changed()), orZero(plan.destroyed()));
  }

  private static int orZero(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  /** An attempt before this one has begun: it was either done, or nobody knows how far it came. */
  private ApplyParameters.Result goOn(Plan plan, CommandContext context, Path record)
      throws IOException {
    var output = new ApplyOutput(line -> {});
    Files.readAllLines(record).forEach(output::line);
    Optional<ApplyParameters.Result> result = output.result(plan.id());
    if (result.isEmpty()) {
      throw partly(plan, "its apply was interrupted part-way");
    }
    return finish(plan, context, result.get());
  }

  private static void checkFile(Plan plan, Path folder) throws IOException {
    Path file = folder.resolve(Planning.PLAN_FILE);
    if (Files.notExists(file) || !Hashes.sha256(file).equals(plan.hash())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The file of plan " + plan.id() + " is missing or not what was planned; plan anew.");
    }
  }

  private ApplyParameters.Result apply(
      Plan plan, CommandContext context, Tool tool, Path folder, Path record) throws Exception {
    context.progress(10, "applying");
    var output = new ApplyOutput(context.log()::line);
    Path directory = Workspaces.inside(folder.resolve("source"), plan.directory());
    int code;
    try (var writer = Files.newBufferedWriter(record, StandardOpenOption.CREATE_NEW)) {
      code =
          tool.lines(
              directory,
              context,
              line -> {
                append(writer, line);
                output.line(line);
              },
              "apply",
              "-input=false",
              "-json",
              "-no-color",
              folder.resolve(Planning.PLAN_FILE).toString());
    } catch (InterruptedException e) {
      var complete = output.result(plan.id());
      if (complete.isPresent()) {
        finish(plan, context, complete.get());
      } else {
        end(plan.id(), "its apply was stopped part-way");
      }
      throw e;
    } catch (HexadException e) {
      end(plan.id(), "its apply did not end well");
      throw e;
    }
    ApplyParameters.Result result = output.result(plan.id()).orElse(null);
    if (code != 0 || result == null) {
      end(plan.id(), "its apply failed: " + output.firstError());
      throw Tool.failed("apply", code, output.firstError());
    }
    findNames(plan, context, tool, directory);
    return finish(plan, context, result);
  }

  /** What was applied stays applied, whether its names are known or not. */
  private void findNames(Plan plan, CommandContext context, Tool tool, Path directory)
      throws InterruptedException {
    if (!names.wanted(plan.id())) {
      return;
    }
    try {
      names.applied(plan.id(), tool.read(directory, context, "show", "-json"));
    } catch (HexadException | IOException e) {
      context.log().line("[the names of resources cannot be read, so their cost is not compared]");
    }
  }

  private static void append(Writer writer, String line) {
    try {
      writer.write(line);
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ApplyParameters.Result finish(
      Plan plan, CommandContext context, ApplyParameters.Result result) throws IOException {
    for (UUID stale : plans.applied(plan, context.commandId(), result)) {
      workspaces.forget(stale);
    }
    workspaces.forget(plan.id());
    return result;
  }

  private HexadException partly(Plan plan, String reason) throws IOException {
    end(plan.id(), reason);
    return new HexadException(
        ProblemType.CONFLICT,
        "The plan " + plan.id() + " is stale: " + reason + "; plan anew to see what is left.");
  }

  private void end(UUID plan, String reason) throws IOException {
    plans.end(plan, PlanState.STALE, reason);
    workspaces.forget(plan);
  }
}
