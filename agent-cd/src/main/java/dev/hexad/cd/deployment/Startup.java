package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.SplittingTarget;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Starts revisions until they are healthy, and stops them. */
@Component
class Startup {
  private final Deployments deployments;
  private final Renderings renderings;
  private final Targets targets;
  private final LiveConfiguration<CdSettings> settings;

  Startup(
      Deployments deployments,
      Renderings renderings,
      Targets targets,
      LiveConfiguration<CdSettings> settings) {
    this.deployments = deployments;
    this.renderings = renderings;
    this.targets = targets;
    this.settings = settings;
  }

  /** Starts a revision and waits until it is healthy; what is not healthy does not stay. */
  DeploymentEntity.Running bringUp(DeploymentEntity deployment, CommandContext context)
      throws Exception {
    DeployTarget target = targets.byName(deployment.target());
    JsonNode before =
        target.takeover() == Takeover.IN_PLACE ? before(deployment, target).orElse(null) : null;
    Rendered rendered = renderings.of(deployment, target, context.request().change());
    var progress = new CommandProgress(deployment, before, false, deployments, context);
    return bringUp(deployment, target, rendered, progress, context);
  }

  /** The same beside the stable revision, for a share of the requests. */
  DeploymentEntity.Running bringUpBeside(
      DeploymentEntity deployment, int percent, CommandContext context) throws Exception {
    SplittingTarget target = splitting(deployment);
    Rendered wanted = renderings.of(deployment, target, context.request().change());
    Rendered stable =
        deployments
            .stableOf(deployment.applicationId(), deployment.environment())
            .flatMap(found -> renderings.find(found.id()))
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.CONFLICT, "What the stable revision was rendered to is unknown."));
    Rendered beside = target.beside(deployment.toRevision(), wanted, stable, percent);
    var progress =
        new CommandProgress(
            deployment,
            deployment.running().map(DeploymentEntity.Running::handle).orElse(null),
            true,
            deployments,
            context);
    return bringUp(deployment, target, beside, progress, context);
  }

  private SplittingTarget splitting(DeploymentEntity deployment) {
    if (targets.byName(deployment.target()) instanceof SplittingTarget target) {
      return target;
    }
    throw new HexadException(
        ProblemType.INVALID, "The target '" + deployment.target() + "' has no canary.");
  }

  /** What this takes the place of; a canary that becomes stable takes that of its copies too. */
  private Optional<JsonNode> before(DeploymentEntity next, DeployTarget target) {
    Optional<JsonNode> stable =
        deployments
            .placedLast(next.applicationId(), next.environment())
            .flatMap(DeploymentEntity::running)
            .map(DeploymentEntity.Running::handle);
    Optional<JsonNode> own =
        next.running()
            .filter(DeploymentEntity.Running::runsBeside)
            .map(DeploymentEntity.Running::handle);
    if (stable.isPresent() && own.isPresent() && target instanceof SplittingTarget splitting) {
      return Optional.of(splitting.together(stable.get(), own.get()));
    }
    return stable;
  }

  private DeploymentEntity.Running bringUp(
      DeploymentEntity deployment,
      DeployTarget target,
      Rendered rendered,
      CommandProgress progress,
      CommandContext context)
      throws Exception {
    boolean healthy = false;
    try {
      DeployTarget.Placed placed = place(target, deployment, rendered, progress, context);
      var running =
          progress.beside()
              ? DeploymentEntity.Running.beside(placed)
              : DeploymentEntity.Running.of(placed);
      progress.keep(running);
      context.progress(50, "waiting until it is healthy");
      new HealthWait(target, placed, deployment.parameters(), timeout(deployment.parameters()))
          .await(context);
      healthy = true;
      return running;
    } finally {
      if (!healthy) {
        undo(target, deployment, progress, context);
      }
    }
  }

  private static DeployTarget.Placed place(
      DeployTarget target,
      DeploymentEntity deployment,
      Rendered rendered,
      CommandProgress progress,
      CommandContext context)
      throws Exception {
    try {
      return target.deploy(deployment.toRevision(), rendered, progress);
    } catch (HexadException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      context.checkInterrupted();
      throw new HexadException(
          ProblemType.UNHEALTHY,
          "It cannot be started: " + (e.getMessage() == null ? e.toString() : e.getMessage()),
          e);
    }
  }

  private Duration timeout(DeployParameters parameters) {
    Integer seconds = parameters.healthTimeoutSeconds();
    return Duration.ofSeconds(
        seconds == null ? settings.current().healthTimeoutSeconds() : seconds);
  }

  /** Beside others it simply goes; in place, what was stable before is brought back. */
  private void undo(
      DeployTarget target,
      DeploymentEntity failed,
      CommandProgress progress,
      CommandContext context)
      throws Exception {
    Optional<DeploymentEntity.Running> placed = progress.placed();
    if (placed.isEmpty()) {
      return;
    }
    boolean goesOn = context.interrupted() && !context.cancelled();
    if (target.takeover() == Takeover.BESIDE || (progress.beside() && !goesOn)) {
      target.delete(placed.get().handle());
    } else if (!goesOn) {
      restore(target, failed, placed.get().handle(), context);
    }
  }

  private void restore(
      DeployTarget target, DeploymentEntity failed, JsonNode placed, CommandContext context)
      throws Exception {
    Optional<DeploymentEntity> stable =
        deployments.stableOf(failed.applicationId(), failed.environment());
    Optional<Rendered> known = stable.flatMap(found -> renderings.find(found.id()));
    if (stable.isEmpty() || known.isEmpty()) {
      context.log().line("there is no earlier revision to return to; it stays as it is");
      return;
    }
    DeploymentEntity earlier = stable.get();
    context.log().line("bringing revision " + earlier.revision() + " back");
    var progress = new CommandProgress(earlier, placed, false, deployments, context);
    DeployTarget.Placed again = target.deploy(earlier.toRevision(), known.get(), progress);
    deployments.runsAs(earlier.id(), DeploymentEntity.Running.of(again));
    deployments.stopped(failed.id());
  }

  /** Stops what must not run beside its successor; should that fail, it is started again. */
  void stop(DeploymentEntity stable) throws Exception {
    var running = stable.running();
    if (running.isPresent()) {
      targets.byName(stable.target()).delete(running.get().handle());
    }
  }

  /** Stops what a deployment that has ended still runs as. */
  void takeDown(DeploymentEntity ended) throws Exception {
    Optional<DeploymentEntity.Running> running = ended.running();
    if (running.isEmpty()) {
      return;
    }
    DeployTarget target = targets.byName(ended.target());
    if (target.takeover() == Takeover.BESIDE || running.get().runsBeside()) {
      target.delete(running.get().handle());
      deployments.stopped(ended.id());
    } else if (deployments.stableOf(ended.applicationId(), ended.environment()).isPresent()) {
      deployments.stopped(ended.id());
    }
  }
}
