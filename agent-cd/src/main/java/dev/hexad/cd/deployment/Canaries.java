package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.PromoteParameters;
import dev.hexad.contracts.problem.HexadException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Gives canaries other shares, and makes them stable; safe to repeat. */
@Component
class Canaries {
  private final Deployments deployments;
  private final Environments environments;
  private final Turns turns;
  private final OpenTimes openTimes;
  private final Plans plans;
  private final Startup startup;
  private final Traffic traffic;

  Canaries(
      Deployments deployments,
      Environments environments,
      Turns turns,
      OpenTimes openTimes,
      Plans plans,
      Startup startup,
      Traffic traffic) {
    this.deployments = deployments;
    this.environments = environments;
    this.turns = turns;
    this.openTimes = openTimes;
    this.plans = plans;
    this.startup = startup;
    this.traffic = traffic;
  }

  DeployParameters.Result promote(PromoteParameters parameters, CommandContext context)
      throws Exception {
    String environment = parameters.environment();
    UUID application = context.requireChange().applicationId();
    environments.require(application, environment);
    openTimes.require(environment);
    try (var turn = turns.await(application, environment, context)) {
      return promote(turn.applicationId(), parameters, context);
    }
  }

  private DeployParameters.Result promote(
      UUID applicationId, PromoteParameters parameters, CommandContext context) throws Exception {
    String environment = parameters.environment();
    Consumer<String> log = context.log()::line;
    Optional<DeploymentEntity> canary = deployments.canaryOf(applicationId, environment);
    if (canary.isEmpty()) {
      log.accept("no canary; the stable revision stays");
      return deployments.result(deployments.requireStable(applicationId, environment));
    }
    DeploymentEntity next = canary.get();
    // An attempt that was broken off has changed some of it already.
    if (parameters.plan() != null && context.attempt() == 1) {
      plans.require(next.id(), parameters.plan());
    }
    if (next.running().filter(DeploymentEntity.Running::runsBeside).isPresent()) {
      deployments.runsAs(next.id(), orAbort(next, context, () -> startup.bringUp(next, context)));
    }
    traffic.moveOver(next, deployments.stable(next.id()), log);
    log.accept("revision " + next.revision() + " is stable now");
    return deployments.result(deployments.require(next.id()));
  }

  DeployParameters.Result shift(String environment, int percent, CommandContext context)
      throws Exception {
    UUID application = context.requireChange().applicationId();
    environments.require(application, environment);
    openTimes.require(environment);
    try (var turn = turns.await(application, environment, context)) {
      DeploymentEntity canary =
          deployments
              .canaryOf(turn.applicationId(), environment)
              .orElseThrow(() -> HexadException.notFound("canary in", environment));
      DeploymentEntity.Running running = canary.running().orElseThrow();
      if (running.runsBeside()) {
        running = orAbort(canary, context, () -> startup.bringUpBeside(canary, percent, context));
      }
      deployments.share(canary.id(), running, percent);
      traffic.route(application, environment);
      context.log().line("canary takes " + percent + " % now");
      return deployments.result(deployments.require(canary.id()));
    }
  }

  private interface Start {
    DeploymentEntity.Running now() throws Exception;
  }

  /** A canary that does not become healthy on its next step is over. */
  private DeploymentEntity.Running orAbort(
      DeploymentEntity canary, CommandContext context, Start start) throws Exception {
    try {
      return start.now();
    } catch (HexadException e) {
      if (!context.interrupted()) {
        startup.takeDown(
            deployments.dropCanary(context.commandId(), canary.id(), e.problem().detail()));
        context.log().line("revision " + canary.revision() + " is rolled back");
      }
      throw e;
    }
  }
}
