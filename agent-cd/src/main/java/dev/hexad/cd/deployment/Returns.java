package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.RollbackParameters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Goes back: from a canary, or to an earlier revision; safe to repeat. */
@Component
class Returns {
  private final Deployments deployments;
  private final Environments environments;
  private final Turns turns;
  private final Rollbacks rollbacks;
  private final Plans plans;
  private final Startup startup;
  private final Traffic traffic;

  Returns(
      Deployments deployments,
      Environments environments,
      Turns turns,
      Rollbacks rollbacks,
      Plans plans,
      Startup startup,
      Traffic traffic) {
    this.deployments = deployments;
    this.environments = environments;
    this.turns = turns;
    this.rollbacks = rollbacks;
    this.plans = plans;
    this.startup = startup;
    this.traffic = traffic;
  }

  DeployParameters.Result rollBack(
      UUID applicationId, RollbackParameters parameters, CommandContext context) throws Exception {
    String environment = parameters.environment();
    environments.require(applicationId, environment);
    try (var turn = turns.await(applicationId, environment, context)) {
      return back(turn.applicationId(), parameters, context);
    }
  }

  private DeployParameters.Result back(
      UUID applicationId, RollbackParameters parameters, CommandContext context) throws Exception {
    String environment = parameters.environment();
    Integer revision = parameters.revision();
    Consumer<String> log = context.log()::line;
    if (rollbacks.done(context.commandId())) {
      log.accept("an earlier attempt went back already");
      return deployments.result(deployments.requireStable(applicationId, environment));
    }
    Optional<DeploymentEntity> canary = deployments.canaryOf(applicationId, environment);
    DeploymentEntity earlier =
        revision == null && canary.isPresent()
            ? deployments.requireStable(applicationId, environment)
            : deployments.earlier(applicationId, environment, revision);
    // An attempt that was broken off has changed some of it already.
    if (parameters.plan() != null && context.attempt() == 1) {
      plans.require(earlier.id(), parameters.plan());
    }
    if (earlier.state() == DeploymentState.STABLE) {
      if (canary.isPresent()) {
        String reason = "rolled back by " + context.request().stage();
        DeploymentEntity gone =
            deployments.dropCanary(context.commandId(), canary.get().id(), reason);
        traffic.moveOver(earlier, List.of(gone), log);
      }
      log.accept("revision " + earlier.revision() + " is stable alone");
      return deployments.result(earlier);
    }
    DeploymentEntity.Running running = startup.bringUp(earlier, context);
    traffic.moveOver(
        earlier, deployments.returnTo(context.commandId(), earlier.id(), running), log);
    log.accept("revision " + earlier.revision() + " is stable again");
    return deployments.result(deployments.require(earlier.id()));
  }
}
