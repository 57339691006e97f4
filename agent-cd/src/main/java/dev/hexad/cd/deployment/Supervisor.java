package dev.hexad.cd.deployment;

import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Targets;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Keeps what should run running: starts again what has ended, stops what a crash has left behind,
 * and opens the addresses.
 */
@Component
class Supervisor {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private static final Duration SLACK = Duration.ofSeconds(5);

  /** One slow target does not hold up the others. */
  private static final int AT_ONCE = 8;

  /** An ended deployment that still runs after this long was left behind by a crash. */
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(5);

  private final Deployments deployments;
  private final Environments environments;
  private final Traffic traffic;
  private final Startup startup;
  private final Renderings renderings;
  private final Observations observations;
  private final Targets targets;
  private final Clock clock;
  private final boolean stopLocal;

  /**
   * @param stopLocal whether processes of this machine end when the agent is stopped in good order
   */
  Supervisor(
      Deployments deployments,
      Environments environments,
      Traffic traffic,
      Startup startup,
      Renderings renderings,
      Observations observations,
      Targets targets,
      Clock clock,
      @Value("${hexad.cd.stop-local:false}") boolean stopLocal) {
    this.deployments = deployments;
    this.environments = environments;
    this.traffic = traffic;
    this.startup = startup;
    this.renderings = renderings;
    this.observations = observations;
    this.clock = clock;
    this.targets = targets;
    this.stopLocal = stopLocal;
  }

  @Scheduled(initialDelay = 500, fixedDelay = 5_000)
  public synchronized void keep() {
    each(deployments.thatRun(), this::keep);
    each(deployments.abandoned(), this::giveUp);
    each(deployments.leftBehind(clock.instant().minus(LEFT_BEHIND)), startup::takeDown);
    environments
        .routed()
        .forEach(environment -> {
          try {
            traffic.route(environment.applicationId(), environment.name());
          } catch (IOException e) {
            log.atDebug()
                .setCause(e)
                .addKeyValue("port", environment.port())
                .log("the address is held by somebody else");
          }
        });
  }

  private interface Action {
    void on(DeploymentEntity deployment) throws Exception;
  }

  private static void each(List<DeploymentEntity> found, Action action) {
    found.stream()
        .gather(Gatherers.mapConcurrent(AT_ONCE, deployment -> attempt(deployment, action)))
        .forEach(done -> {});
  }

  private static DeploymentEntity attempt(DeploymentEntity deployment, Action action) {
    try {
      action.on(deployment);
    } catch (Exception e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("deployment", deployment.id())
          .log("cannot bring it into its state, trying later");
    }
    return deployment;
  }

  private void giveUp(DeploymentEntity deployment) throws Exception {
    startup.takeDown(deployment);
    deployments.failed(deployment.id(), "The deployment was stopped before it was done.");
  }

  @PreDestroy
  void stopLocalProcesses() {
    if (!stopLocal) {
      return;
    }
    for (DeploymentEntity deployment : deployments.thatRun()) {
      if (!deployment.target().equals("local")) {
        continue;
      }
      try {
        var running = deployment.running();
        if (running.isPresent()) {
          targets.byName("local").delete(running.get().handle());
        }
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a process was left running");
      }
    }
  }

  private void keep(DeploymentEntity found) throws Exception {
    DeployTarget target = targets.byName(found.target());
    var running = found.running();
    if (isFresh(found, target)
        || target.availability() instanceof DeployTarget.Availability.Unavailable
        || (running.isPresent() && goesOn(found, target, running.get()))
        || !deployments.require(found.id()).state().runs()
        || deployments.makesWay(found)) {
      return;
    }
    log.atWarn().addKeyValue("deployment", found.id()).log("it has ended, starting it again");
    Rendered rendered = renderings.of(found, target, null);
    DeployTarget.Placed placed =
        target.deploy(found.toRevision(), rendered, new LoggedProgress(log));
    boolean wanted = deployments.runsAgain(found.id(), DeploymentEntity.Running.of(placed));
    if (!wanted) {
      target.delete(placed.handle());
    }
  }

  /** A little less than the time between two looks, so that no second one is left out. */
  private boolean isFresh(DeploymentEntity found, DeployTarget target) {
    Instant since = clock.instant().minus(target.observedEvery()).plus(SLACK);
    return target.takeover() == Takeover.IN_PLACE
        && observations
            .find(found.id())
            .filter(seen -> seen.observedAt().isAfter(since))
            .isPresent();
  }

  /** What a target replaces in place, the target itself keeps running. */
  private boolean goesOn(
      DeploymentEntity found, DeployTarget target, DeploymentEntity.Running running)
      throws Exception {
    Observation now = target.observe(running.handle());
    observations.keep(found, now);
    return target.takeover() == Takeover.IN_PLACE || now.health() == Health.HEALTHY;
  }

  /** Of a deployment that nobody has asked for. */
  private record LoggedProgress(Logger log) implements DeployTarget.Progress {
    @Override
    public void accept(String line) {
      log.info("{}", line);
    }

    @Override
    public void keep(JsonNode handle) {
      // What runs beside others is found again by its deployment.
    }

    @Override
    public @Nullable JsonNode before() {
      return null;
    }
  }
}
