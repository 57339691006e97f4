package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

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
    Optional<DeploymentEntity> before =
        target.takeover() == Takeover.IN_PLACE
            ? deployments.placedLast(deployment.applicationId(), deployment.environment())
            : Optional.empty();
    Rendered rendered = renderings.of(deployment, target, context.request().change());
    var progress = new CommandProgress(deployment, before, deployments, context);
    boolean healthy = false;
    try {
      DeployTarget.Placed placed = place(target, deployment, rendered, progress, context);
      var running = new DeploymentEntity.Running(placed.url(), placed.handle());
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
    if (target.takeover() == Takeover.BESIDE) {
      target.delete(placed.get().handle());
    } else if (!context.interrupted() || context.cancelled()) {
      restore(target, failed, context);
    }
  }

  private void restore(DeployTarget target, DeploymentEntity failed, CommandContext context)
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
    var progress = new CommandProgress(earlier, Optional.of(failed), deployments, context);
    DeployTarget.Placed placed = target.deploy(earlier.toRevision(), known.get(), progress);
    deployments.runsAs(earlier.id(), new DeploymentEntity.Running(placed.url(), placed.handle()));
    deployments.stopped(failed.id());
  }

  /** Stops what a deployment that has ended still runs as. */
  void takeDown(DeploymentEntity ended) throws Exception {
    Optional<DeploymentEntity.Running> running = ended.running();
    if (running.isEmpty()) {
      return;
    }
    DeployTarget target = targets.byName(ended.target());
    if (target.takeover() == Takeover.BESIDE) {
      target.delete(running.get().handle());
      deployments.stopped(ended.id());
    } else if (deployments.stableOf(ended.applicationId(), ended.environment()).isPresent()) {
      deployments.stopped(ended.id());
    }
  }
}
