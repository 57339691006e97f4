package dev.hexad.iac.plan;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.PlanParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.checkout.CommitCheckout;
import dev.hexad.iac.state.StateAccess;
import dev.hexad.iac.tool.Tool;
import dev.hexad.iac.tool.Tools;
import dev.hexad.iac.workspace.WorkspaceName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Plans a directory of the run's commit and keeps the plan for exactly one apply. */
@Component
final class PlanHandler implements CommandHandler<PlanParameters, PlanParameters.Result> {
  static final String PLAN_FILE = "plan.bin";

  private final CommitCheckout checkouts;
  private final Tools tools;
  private final Workspaces workspaces;
  private final Plans plans;
  private final StateAccess states;
  private final Clock clock;

  PlanHandler(
      CommitCheckout checkouts,
      Tools tools,
      Workspaces workspaces,
      Plans plans,
      StateAccess states,
      Clock clock) {
    this.states = states;
    this.checkouts = checkouts;
    this.tools = tools;
    this.workspaces = workspaces;
    this.plans = plans;
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
    ChangeRef change = context.requireChange();
    UUID id = context.commandId();
    Path folder = workspaces.folder(id);
    boolean kept = false;
    try (var _ = workspaces.lock(parameters.workspace(), context);
        var state = states.open(parameters.workspace(), id, false, 0)) {
      Tool tool = tools.open(folder);
      tool.endLeftover();
      FileSystemUtils.deleteRecursively(folder.resolve("source"));
      context.progress(5, "cloning");
      String commit = checkouts.fetch(change, folder.resolve("source")).commit();
      context.log().line("cloned " + commit);
      tool.credentials(state.environment());
      Plan plan = plan(parameters, context, tool, folder, commit, state);
      kept = true;
      return result(plan);
    } finally {
      if (!kept) {
        workspaces.forget(id);
      }
    }
  }

  private Plan plan(
      PlanParameters parameters,
      CommandContext context,
      Tool tool,
      Path folder,
      String commit,
      StateAccess.Open state)
      throws IOException, InterruptedException {
    Path directory = Workspaces.inside(folder.resolve("source"), parameters.directory());
    FileSystemUtils.deleteRecursively(directory.resolve(".terraform"));
    tool.variables(parameters.variables());
    context.progress(20, "init");
    initialise(parameters.workspace(), context, tool, directory, state);
    context.progress(40, "plan");
    Path file = folder.resolve(PLAN_FILE);
    var arguments = new ArrayList<>(List.of("plan", "-input=false", "-no-color", "-out=" + file));
    if (Boolean.TRUE.equals(parameters.destroy())) {
      arguments.add("-destroy");
    }
    tool.run(directory, context, arguments.toArray(String[]::new));
    context.progress(80, "reading the plan");
    PlanJson json = PlanJson.read(tool.read(directory, context, "show", "-json", file.toString()));
    checkDeclared(parameters.variables(), json);
    return keep(parameters, context, tool, commit, Hashes.sha256(file), json);
  }

  private void initialise(
      String workspace, CommandContext context, Tool tool, Path directory, StateAccess.Open state)
      throws IOException, InterruptedException {
    if (Workspaces.mayHaveBackend(directory)) {
      tool.init(directory, context);
      if (Workspaces.hasBackend(directory)) {
        return;
      }
    }
    Optional<byte[]> before = workspaces.stateOfBefore(workspace);
    if (before.isPresent()) {
      states.adopt(workspace, before.get());
    }
    Workspaces.useBackend(directory, state.backend());
    tool.init(directory, context);
  }

  private static void checkDeclared(Map<String, String> variables, PlanJson json) {
    var unknown = new TreeSet<>(variables.keySet());
    unknown.removeAll(json.inputs());
    if (!unknown.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The configuration declares no variable " + String.join(", ", unknown) + ".");
    }
  }

  private Plan keep(
      PlanParameters parameters,
      CommandContext context,
      Tool tool,
      String commit,
      String hash,
      PlanJson json)
      throws IOException {
    ChangeRef change = context.requireChange();
    Instant now = clock.instant();
    var plan =
        new Plan(
            context.commandId(),
            parameters.workspace(),
            change.applicationId(),
            change.application(),
            change.repositoryUrl(),
            commit,
            parameters.directory(),
            tool.name(),
            hash,
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
            now);
    for (UUID stale : plans.add(plan, json.effective())) {
      workspaces.forget(stale);
    }
    context
        .log()
        .line(
            "%d to add, %d to change, %d to destroy"
                .formatted(plan.toAdd(), plan.toChange(), plan.toDestroy()));
    return plan;
  }

  private PlanParameters.Result result(Plan plan) {
    var changes =
        plans.changes(plan.id()).stream()
            .map(c -> new PlanParameters.ResourceChange(c.address(), c.type(), c.action()))
            .toList();
    return new PlanParameters.Result(
        plan.id(),
        plan.hash(),
        plan.tool(),
        plan.toAdd(),
        plan.toChange(),
        plan.toDestroy(),
        changes);
  }
}
