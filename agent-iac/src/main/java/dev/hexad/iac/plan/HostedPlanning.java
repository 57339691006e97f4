package dev.hexad.iac.plan;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.dependency.Dependency;
import dev.hexad.iac.hosted.HostedRun;
import dev.hexad.iac.hosted.HostedRuns;
import dev.hexad.iac.hosted.HostedSession;
import dev.hexad.iac.hosted.HostedWatch;
import dev.hexad.iac.plan.Planning.Aim;
import dev.hexad.iac.plan.Planning.Made;
import dev.hexad.iac.plan.Planning.Wish;
import dev.hexad.iac.policy.Finding;
import dev.hexad.iac.settings.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** From a commit to a plan that Terraform Cloud has made, read as one of this machine is. */
@Component
class HostedPlanning {
  private static final Logger log = LoggerFactory.getLogger(HostedPlanning.class);
  private static final String TOOL = "terraform-cloud";

  private final HostedRuns runs;
  private final Planning planning;
  private final Workspaces workspaces;
  private final Plans plans;

  HostedPlanning(HostedRuns runs, Planning planning, Workspaces workspaces, Plans plans) {
    this.runs = runs;
    this.planning = planning;
    this.workspaces = workspaces;
    this.plans = plans;
  }

  boolean isFor(String workspace) {
    return runs.isFor(workspace);
  }

  /** Where people see the run of a plan; null when it was made here. */
  @Nullable String page(UUID plan) {
    return runs.page(plan);
  }

  /** A plan that can be applied, except that of a pull request. */
  Made make(Wish wish, Path folder, CommandContext context) throws Exception {
    boolean only = wish.change().pullRequest() != null;
    return run(wish, only, folder, context, () -> replaceEarlier(wish.workspace(), context));
  }

  /** A plan that is only looked at. */
  Made look(Wish wish, Path folder, CommandContext context) throws Exception {
    return run(wish, true, folder, context, () -> {});
  }

  private Made run(
      Wish wish, boolean planOnly, Path folder, CommandContext context, Runnable whileWaiting)
      throws Exception {
    requireTrusted(wish.change());
    Path sources = folder.resolve("source");
    FileSystemUtils.deleteRecursively(sources);
    context.progress(5, "cloning");
    String commit = planning.fetch(wish.change(), sources);
    Path directory = Workspaces.inside(sources, wish.directory());
    planning.checkWritten(wish.workspace(), sources, directory);
    HostedSession session = runs.open(wish.workspace(), context.commandId());
    context.progress(10, "starting the run");
    HostedRun first;
    try (var _ = workspaces.lock(wish.workspace(), context)) {
      first =
          session.start(
              hostedWish(wish, planOnly, commit, context),
              sources,
              folder.resolve("sources.tar.gz"),
              context);
    }
    context.log().line("run " + first.id() + ": " + session.page());
    var output = new ApplyOutput(context.log()::line);
    var watch =
        new HostedWatch(HostedWatch.Part.PLAN, output::line, HostedRun::settled, whileWaiting);
    HostedRun planned = context.waiting(() -> session.follow(watch, context));
    requirePlanned(planned, output);
    String json = session.planJson(planned, context);
    PlanJson read = PlanJson.read(json);
    Planning.checkDeclared(wish.variables(), read);
    return new Made(
        commit,
        hash(planned, json),
        read,
        Dependency.of(directory),
        TOOL,
        planned.terraformVersion(),
        findings(planned));
  }

  /** Of the run and what it plans: the same changes in another run are another plan. */
  static String hash(HostedRun run, String json) {
    return Hashes.sha256(run.id() + "\n" + json);
  }

  private static void requireTrusted(ChangeRef change) {
    if (!change.trusted()) {
      throw new HexadException(
          ProblemType.FORBIDDEN,
          "Terraform Cloud would run the code of a fork with the credentials of the workspace;"
              + " push the branch to the repository itself to have it planned.");
    }
  }

  private static HostedSession.Wish hostedWish(
      Wish wish, boolean planOnly, String commit, CommandContext context) {
    return new HostedSession.Wish(
        wish.directory(),
        "Hexad: %s at %.8s (%s)"
            .formatted(wish.change().application(), commit, context.commandId()),
        planOnly,
        wish.aim() == Aim.DESTROY,
        wish.aim() == Aim.REFRESH,
        wish.variables());
  }

  private static void requirePlanned(HostedRun run, ApplyOutput output) {
    if (run.confirmed()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The run " + run.id() + " was confirmed in Terraform Cloud before it was approved here.");
    }
    if (run.failed()) {
      String end = HostedSession.end(run);
      throw new HexadException(
          end == null ? ProblemType.STEP_FAILED : ProblemType.REJECTED,
          "The run %s did not plan: %s."
              .formatted(run.id(), end == null ? output.firstError() : end));
    }
  }

  private static List<Finding> findings(HostedRun run) {
    return run.heldByPolicy()
        ? List.of(
            new Finding(
                TOOL,
                Policy.Severity.WARN,
                null,
                "Policies of Terraform Cloud hold the run until somebody overrides them there.",
                null))
        : List.of();
  }

  /** A plan that waits to be applied holds up the workspace, also the one that replaces it. */
  private void replaceEarlier(String workspace, CommandContext context) {
    for (UUID earlier : runs.waitingBefore(context.commandId(), workspace)) {
      if (plans.end(earlier, PlanState.STALE, "a newer plan of the workspace was asked for")) {
        context.log().line("discards the run of the plan " + earlier + ", which this replaces");
      }
      discard(earlier, workspace);
    }
  }

  /** Ends the run of a command that came to nothing, but not that of one that will be resumed. */
  void abandon(UUID command, String workspace, CommandContext context) {
    if (!context.interrupted() || context.cancelled()) {
      discard(command, workspace);
    }
  }

  /**
   * Ends the run of a plan that will not be applied; others need its place. A command is
   * interrupted once, but perhaps only when this is at work: it is tried once more then.
   */
  void discard(UUID command, String workspace) {
    if (!runs.hasRun(command)) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (stoppedShort(workspace, command)) {
        interrupted = true;
        stoppedShort(workspace, command);
      }
    } catch (HexadException e) {
      log.atWarn()
          .addKeyValue("command", command)
          .log("a run of Terraform Cloud is left as it is: {}", e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether an interrupt came between. */
  private boolean stoppedShort(String workspace, UUID command) {
    try {
      runs.open(workspace, command).stop("no longer wanted in Hexad");
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
