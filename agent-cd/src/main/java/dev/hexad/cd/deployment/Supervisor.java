package dev.hexad.cd.deployment;

import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Targets;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps what should run running: starts again what has ended, and opens the addresses. */
@Component
class Supervisor {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final Deployments deployments;
  private final Environments environments;
  private final Rollout rollout;
  private final Targets targets;
  private final boolean stopLocal;

  /**
   * @param stopLocal whether processes of this machine end when the agent is stopped in good order
   */
  Supervisor(
      Deployments deployments,
      Environments environments,
      Rollout rollout,
      Targets targets,
      @Value("${hexad.cd.stop-local:false}") boolean stopLocal) {
    this.deployments = deployments;
    this.environments = environments;
    this.rollout = rollout;
    this.targets = targets;
    this.stopLocal = stopLocal;
  }

  @Scheduled(initialDelay = 500, fixedDelay = 5_000)
  public void keep() {
    for (DeploymentEntity deployment : deployments.thatRun()) {
      try {
        keep(deployment);
      } catch (Exception e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("deployment", deployment.id())
            .log("cannot start it again, trying later");
      }
    }
    environments
        .all()
        .forEach(environment -> {
          try {
            rollout.route(environment.applicationId(), environment.name());
          } catch (IOException e) {
            log.atDebug()
                .setCause(e)
                .addKeyValue("port", environment.port())
                .log("the address is held by somebody else");
          }
        });
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
          targets.byName("local").stop(running.get().handle());
        }
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a process was left running");
      }
    }
  }

  private void keep(DeploymentEntity deployment) throws Exception {
    DeployTarget target = targets.byName(deployment.target());
    var running = deployment.running();
    if (target.availability() instanceof DeployTarget.Availability.Unavailable
        || (running.isPresent() && target.alive(running.get().handle()))) {
      return;
    }
    log.atWarn().addKeyValue("deployment", deployment.id()).log("it has ended, starting it again");
    var parameters = deployment.parameters();
    var revision =
        new DeployTarget.Revision(
            deployment.id(), deployment.ref().application(), parameters.image(), parameters.env());
    DeployTarget.Running started = target.start(revision, line -> log.info("{}", line));
    deployments.runsAs(
        deployment.id(), new DeploymentEntity.Running(started.port(), started.handle()));
  }
}
