package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.routing.Router;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings revisions up, moves connections over, takes the old ones down; safe to repeat. */
@Component
class Rollout {
  private final Deployments deployments;
  private final Environments environments;
  private final Targets targets;
  private final Router router;
  private final LiveConfiguration<CdSettings> settings;

  Rollout(
      Deployments deployments,
      Environments environments,
      Targets targets,
      Router router,
      LiveConfiguration<CdSettings> settings) {
    this.deployments = deployments;
    this.environments = environments;
    this.targets = targets;
    this.router = router;
    this.settings = settings;
  }

  DeployParameters.Result deploy(DeployParameters parameters, CommandContext context)
      throws Exception {
    ChangeRef change = context.requireChange();
    String wanted = parameters.target();
    String fallback = settings.current().defaultTarget();
    DeployTarget target =
        targets.choose(wanted != null ? wanted : fallback == null ? "auto" : fallback);
    DeploymentEntity begun =
        deployments.begin(context.commandId(), change, parameters, target.name());
    if (begun.state() != DeploymentState.STARTING) {
      return ended(begun);
    }
    Consumer<String> log = context.log()::line;
    log.accept(
        "revision "
            + begun.revision()
            + " to "
            + parameters.environment()
            + " on "
            + target.name());
    context.progress(10, "starting revision " + begun.revision());
    DeploymentEntity.Running running;
    try {
      running = bringUp(begun, targets.byName(begun.target()), log, context);
    } catch (HexadException e) {
      deployments.failed(begun.id(), e.problem().detail());
      throw e;
    }
    boolean canary =
        parameters.strategy() == Strategy.CANARY
            && deployments.stableOf(change.applicationId(), parameters.environment()).isPresent();
    if (canary) {
      Integer percent = parameters.canaryPercent();
      deployments.canary(begun.id(), percent == null ? 20 : percent);
      route(change.applicationId(), parameters.environment());
      log.accept("canary takes " + (percent == null ? 20 : percent) + " % of new connections");
    } else {
      takeOver(begun.id(), change.applicationId(), parameters.environment(), log);
    }
    log.accept("healthy on port " + running.port());
    return ended(deployments.require(begun.id()));
  }

  DeployParameters.Result promote(UUID applicationId, String environment, Consumer<String> log)
      throws Exception {
    Optional<DeploymentEntity> canary = deployments.canaryOf(applicationId, environment);
    if (canary.isEmpty()) {
      log.accept("no canary; the stable revision stays");
      return ended(
          deployments
              .stableOf(applicationId, environment)
              .orElseThrow(() -> HexadException.notFound("deployment in", environment)));
    }
    takeOver(canary.get().id(), applicationId, environment, log);
    log.accept("revision " + canary.get().revision() + " is stable now");
    return ended(deployments.require(canary.get().id()));
  }

  DeployParameters.Result rollBack(
      UUID applicationId, String environment, @Nullable Integer revision, CommandContext context)
      throws Exception {
    Consumer<String> log = context.log()::line;
    Optional<DeploymentEntity> canary = deployments.canaryOf(applicationId, environment);
    if (canary.isPresent() && revision == null) {
      DeploymentEntity gone = canary.get();
      Optional<DeploymentEntity.Running> running =
          deployments.dropCanary(gone.id(), "rolled back by " + context.request().stage());
      route(applicationId, environment);
      takeDown(gone.target(), running);
      log.accept("canary revision " + gone.revision() + " is gone");
      return ended(deployments.stableOf(applicationId, environment).orElseThrow());
    }
    DeploymentEntity earlier = deployments.earlier(applicationId, environment, revision);
    if (earlier.state() == DeploymentState.STABLE) {
      log.accept("revision " + earlier.revision() + " is stable already");
      return ended(earlier);
    }
    String currentTarget =
        deployments
            .stableOf(applicationId, environment)
            .map(DeploymentEntity::target)
            .orElse(earlier.target());
    DeploymentEntity.Running running =
        bringUp(earlier, targets.byName(earlier.target()), log, context);
    Optional<DeploymentEntity.Running> replaced = deployments.returnTo(earlier.id(), running);
    route(applicationId, environment);
    drain();
    takeDown(currentTarget, replaced);
    log.accept("revision " + earlier.revision() + " is stable again");
    return ended(deployments.require(earlier.id()));
  }

  private void takeOver(UUID id, UUID applicationId, String environment, Consumer<String> log)
      throws Exception {
    String oldTarget =
        deployments
            .stableOf(applicationId, environment)
            .map(DeploymentEntity::target)
            .orElse("local");
    Optional<DeploymentEntity.Running> replaced = deployments.stable(id);
    route(applicationId, environment);
    if (replaced.isPresent()) {
      drain();
      takeDown(oldTarget, replaced);
      log.accept("the revision before is stopped");
    }
  }

  private void drain() throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(settings.current().drainSeconds()));
  }

  private void takeDown(String target, Optional<DeploymentEntity.Running> running)
      throws Exception {
    if (running.isPresent()) {
      targets.byName(target).stop(running.get().handle());
    }
  }

  private DeploymentEntity.Running bringUp(
      DeploymentEntity deployment,
      DeployTarget target,
      Consumer<String> log,
      CommandContext context)
      throws Exception {
    DeployParameters parameters = deployment.parameters();
    var revision =
        new DeployTarget.Revision(
            deployment.id(), deployment.ref().application(), parameters.image(), parameters.env());
    DeployTarget.Running started = target.start(revision, log);
    var running = new DeploymentEntity.Running(started.port(), started.handle());
    if (deployment.state() == DeploymentState.STARTING) {
      deployments.runsAs(deployment.id(), running);
    }
    Integer seconds = parameters.healthTimeoutSeconds();
    var health =
        new HealthCheck(
            "http://127.0.0.1:" + started.port(),
            parameters.healthPath() == null ? "/healthz" : parameters.healthPath(),
            Duration.ofSeconds(
                seconds == null ? settings.current().healthTimeoutSeconds() : seconds));
    context.progress(50, "waiting until it is healthy");
    try {
      HealthCheck.Outcome outcome =
          health.await(() -> target.alive(started.handle()), context::interrupted);
      if (outcome instanceof HealthCheck.Outcome.Unhealthy(String reason)) {
        String tail = target.tail(started.handle());
        log.accept(tail);
        target.stop(started.handle());
        context.checkInterrupted();
        throw new HexadException(ProblemType.UNHEALTHY, reason + lastLine(tail));
      }
      return running;
    } catch (InterruptedException e) {
      target.stop(started.handle());
      throw e;
    }
  }

  private static String lastLine(String tail) {
    return tail.lines().reduce((a, b) -> b).map(line -> " Its last line: " + line).orElse("");
  }

  /** Sets the weights of an environment from what is stored. */
  void route(UUID applicationId, String environment) throws IOException {
    var place = environments.require(applicationId, environment);
    int canaryShare = place.canaryPercent();
    List<Router.Backend> backends = new ArrayList<>();
    deployments
        .stableOf(applicationId, environment)
        .flatMap(DeploymentEntity::running)
        .ifPresent(r -> backends.add(new Router.Backend(r.port(), 100 - canaryShare)));
    deployments
        .canaryOf(applicationId, environment)
        .flatMap(DeploymentEntity::running)
        .ifPresent(r -> backends.add(new Router.Backend(r.port(), canaryShare)));
    router.route(place.port(), backends);
  }

  private DeployParameters.Result ended(DeploymentEntity deployment) {
    if (deployment.state() == DeploymentState.FAILED) {
      throw new HexadException(ProblemType.UNHEALTHY, String.valueOf(deployment.view().reason()));
    }
    var place = environments.require(deployment.applicationId(), deployment.environment());
    return new DeployParameters.Result(
        deployment.id(),
        deployment.environment(),
        deployment.revision(),
        deployment.ref().role(),
        place.url());
  }
}
