package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.routing.Router;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.command.RollbackParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Brings revisions up, moves connections over, takes the old ones down; safe to repeat. */
@Component
class Rollout {
  private static final int CANARY_PERCENT = 20;

  private final Deployments deployments;
  private final Environments environments;
  private final Rollbacks rollbacks;
  private final Plans plans;
  private final ImageProof proof;
  private final Startup startup;
  private final Targets targets;
  private final Router router;
  private final LiveConfiguration<CdSettings> settings;
  private final Clock clock;

  Rollout(
      Deployments deployments,
      Environments environments,
      Rollbacks rollbacks,
      Plans plans,
      ImageProof proof,
      Startup startup,
      Targets targets,
      Router router,
      LiveConfiguration<CdSettings> settings,
      Clock clock) {
    this.deployments = deployments;
    this.environments = environments;
    this.rollbacks = rollbacks;
    this.plans = plans;
    this.proof = proof;
    this.startup = startup;
    this.targets = targets;
    this.router = router;
    this.settings = settings;
    this.clock = clock;
  }

  DeployParameters.Result deploy(DeployParameters parameters, CommandContext context)
      throws Exception {
    ChangeRef change = context.requireChange();
    String wanted = parameters.target();
    String fallback = settings.current().defaultTarget();
    DeployTarget target =
        targets.choose(wanted != null ? wanted : fallback == null ? "auto" : fallback);
    refuseUnfit(parameters, target);
    environments.prepare(
        change, parameters.environment(), target.takeover() == Takeover.BESIDE, parameters.port());
    try (var turn =
        Turn.await(environments, change.applicationId(), parameters.environment(), context)) {
      return deploy(parameters, target, turn, context);
    }
  }

  /** Shares of connections can be given only where revisions run beside each other. */
  private static void refuseUnfit(DeployParameters parameters, DeployTarget target) {
    if (parameters.strategy() == Strategy.CANARY && target.takeover() != Takeover.BESIDE) {
      throw new HexadException(
          ProblemType.INVALID,
          "The target '" + target.name() + "' has no canary; leave the strategy out.");
    }
  }

  private void refuseClosed(String environment) {
    settings
        .current()
        .policy(environment)
        .closed(clock.instant())
        .ifPresent(why -> {
          throw new HexadException(
              ProblemType.CONFLICT,
              "The environment '" + environment + "' is " + why + ". Going back is possible.");
        });
  }

  private DeployParameters.Result deploy(
      DeployParameters parameters, DeployTarget target, Turn turn, CommandContext context)
      throws Exception {
    ChangeRef change = context.requireChange();
    if (!deployments.isBegun(turn.command())) {
      refuseClosed(parameters.environment());
    }
    DeploymentEntity begun = deployments.begin(turn.command(), change, parameters, target.name());
    if (begun.state() != DeploymentState.STARTING) {
      return ended(begun);
    }
    Consumer<String> log = context.log()::line;
    log.accept(
        "revision %d to %s on %s"
            .formatted(begun.revision(), parameters.environment(), begun.target()));
    context.progress(10, "starting revision " + begun.revision());
    DeploymentEntity.Running running;
    try {
      open(begun);
      proof.require(
          settings.current().policy(begun.environment()), parameters.image(), change, log);
      running = startup.bringUp(begun, context);
    } catch (HexadException e) {
      if (!context.interrupted()) {
        deployments.failed(begun.id(), e.problem().detail());
      }
      throw e;
    }
    log.accept("healthy" + (running.url() == null ? "" : " on " + running.url()));
    boolean canary =
        parameters.strategy() == Strategy.CANARY
            && deployments.stableOf(change.applicationId(), parameters.environment()).isPresent();
    if (canary) {
      Integer percent = parameters.canaryPercent();
      int share = percent == null ? CANARY_PERCENT : percent;
      Optional<DeploymentEntity> before = deployments.canary(begun.id(), share);
      moveOver(begun, before.stream().toList(), log);
      log.accept("canary takes " + share + " % of new connections");
    } else {
      moveOver(begun, deployments.stable(begun.id()), log);
    }
    return ended(deployments.require(begun.id()));
  }

  /** Nothing is started for an address that somebody else holds. */
  private void open(DeploymentEntity deployment) {
    try {
      route(deployment.applicationId(), deployment.environment());
    } catch (IOException e) {
      var place = environments.require(deployment.applicationId(), deployment.environment());
      throw new HexadException(
          ProblemType.CONFLICT,
          "The port " + place.port() + " of the environment is held by another program.",
          e);
    }
  }

  DeployParameters.Result promote(String environment, CommandContext context) throws Exception {
    UUID application = context.requireChange().applicationId();
    environments.require(application, environment);
    refuseClosed(environment);
    try (var turn = Turn.await(environments, application, environment, context)) {
      return promote(turn.applicationId(), environment, context.log()::line);
    }
  }

  private DeployParameters.Result promote(
      UUID applicationId, String environment, Consumer<String> log) throws Exception {
    Optional<DeploymentEntity> canary = deployments.canaryOf(applicationId, environment);
    if (canary.isEmpty()) {
      log.accept("no canary; the stable revision stays");
      return ended(stable(applicationId, environment));
    }
    DeploymentEntity next = canary.get();
    moveOver(next, deployments.stable(next.id()), log);
    log.accept("revision " + next.revision() + " is stable now");
    return ended(deployments.require(next.id()));
  }

  DeployParameters.Result rollBack(
      UUID applicationId, RollbackParameters parameters, CommandContext context) throws Exception {
    String environment = parameters.environment();
    environments.require(applicationId, environment);
    try (var turn = Turn.await(environments, applicationId, environment, context)) {
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
      return ended(stable(applicationId, environment));
    }
    Optional<DeploymentEntity> canary = deployments.canaryOf(applicationId, environment);
    DeploymentEntity earlier =
        revision == null && canary.isPresent()
            ? stable(applicationId, environment)
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
        moveOver(earlier, List.of(gone), log);
      }
      log.accept("revision " + earlier.revision() + " is stable alone");
      return ended(earlier);
    }
    DeploymentEntity.Running running = startup.bringUp(earlier, context);
    moveOver(earlier, deployments.returnTo(context.commandId(), earlier.id(), running), log);
    log.accept("revision " + earlier.revision() + " is stable again");
    return ended(deployments.require(earlier.id()));
  }

  private DeploymentEntity stable(UUID applicationId, String environment) {
    return deployments
        .stableOf(applicationId, environment)
        .orElseThrow(() -> HexadException.notFound("deployment in", environment));
  }

  /** New connections go where they belong now; what was replaced may end its own first. */
  private void moveOver(
      DeploymentEntity next, List<DeploymentEntity> replaced, Consumer<String> log)
      throws Exception {
    route(next.applicationId(), next.environment());
    if (replaced.isEmpty()) {
      return;
    }
    if (targets.byName(next.target()).takeover() == Takeover.BESIDE) {
      Thread.sleep(Duration.ofSeconds(settings.current().drainSeconds()));
    }
    for (DeploymentEntity old : replaced) {
      startup.takeDown(old);
      log.accept("revision " + old.revision() + " is replaced");
    }
  }

  /**
   * Sets the weights of an environment from what is stored; one at a time, or an older reading of
   * the store could win.
   */
  synchronized void route(UUID applicationId, String environment) throws IOException {
    var place = environments.require(applicationId, environment);
    Integer port = place.port();
    if (port == null) {
      return;
    }
    int canaryShare = place.canaryPercent();
    List<Router.Backend> backends = new ArrayList<>();
    deployments
        .stableOf(applicationId, environment)
        .flatMap(DeploymentEntity::running)
        .flatMap(DeploymentEntity.Running::localPort)
        .ifPresent(number -> backends.add(new Router.Backend(number, 100 - canaryShare)));
    deployments
        .canaryOf(applicationId, environment)
        .flatMap(DeploymentEntity::running)
        .flatMap(DeploymentEntity.Running::localPort)
        .ifPresent(number -> backends.add(new Router.Backend(number, canaryShare)));
    router.route(port, backends);
  }

  private DeployParameters.Result ended(DeploymentEntity deployment) {
    if (deployment.state() == DeploymentState.FAILED) {
      throw new HexadException(ProblemType.UNHEALTHY, String.valueOf(deployment.view().reason()));
    }
    return new DeployParameters.Result(
        deployment.id(),
        deployment.environment(),
        deployment.revision(),
        deployment.ref().role(),
        deployments.addressOf(deployment.applicationId(), deployment.environment()));
  }
}
