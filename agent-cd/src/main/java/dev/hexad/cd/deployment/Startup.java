package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.target.DeployTarget;
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
  private final Targets targets;
  private final LiveConfiguration<CdSettings> settings;

  Startup(Deployments deployments, Targets targets, LiveConfiguration<CdSettings> settings) {
    this.deployments = deployments;
    this.targets = targets;
    this.settings = settings;
  }

  /** Starts a revision and waits until it is healthy; what is not healthy does not stay. */
  DeploymentEntity.Running bringUp(DeploymentEntity deployment, CommandContext context)
      throws Exception {
    DeployTarget target = targets.byName(deployment.target());
    DeployTarget.Running started = start(target, deployment, context);
    var running = new DeploymentEntity.Running(started.port(), started.handle());
    boolean healthy = false;
    try {
      if (deployment.state() == DeploymentState.STARTING) {
        deployments.runsAs(deployment.id(), running);
      }
      context.progress(50, "waiting until it is healthy");
      HealthCheck.Outcome outcome =
          health(deployment.parameters(), started.port())
              .await(() -> target.alive(started.handle()), context::interrupted);
      context.checkInterrupted();
      if (outcome instanceof HealthCheck.Outcome.Unhealthy(String reason)) {
        String tail = target.tail(started.handle());
        context.log().line(tail);
        throw new HexadException(ProblemType.UNHEALTHY, reason + lastLine(tail));
      }
      healthy = true;
      return running;
    } finally {
      if (!healthy) {
        target.stop(started.handle());
      }
    }
  }

  private static DeployTarget.Running start(
      DeployTarget target, DeploymentEntity deployment, CommandContext context) throws Exception {
    try {
      return target.start(deployment.toRevision(), context.log()::line);
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

  private HealthCheck health(DeployParameters parameters, int port) {
    Integer seconds = parameters.healthTimeoutSeconds();
    return new HealthCheck(
        "http://127.0.0.1:" + port,
        parameters.healthPath() == null ? "/healthz" : parameters.healthPath(),
        Duration.ofSeconds(seconds == null ? settings.current().healthTimeoutSeconds() : seconds));
  }

  private static String lastLine(String tail) {
    return tail.lines().reduce((a, b) -> b).map(line -> " Its last line: " + line).orElse("");
  }

  /** Stops what a deployment that has ended still runs as. */
  void takeDown(DeploymentEntity ended) throws Exception {
    Optional<DeploymentEntity.Running> running = ended.running();
    if (running.isPresent()) {
      targets.byName(ended.target()).stop(running.get().handle());
      deployments.stopped(ended.id());
    }
  }
}
