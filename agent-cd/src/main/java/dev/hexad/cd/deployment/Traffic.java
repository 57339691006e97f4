package dev.hexad.cd.deployment;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.routing.Router;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.cd.target.Targets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Sends connections to the revisions that should have them, and takes down those that lost them.
 */
@Component
class Traffic {
  private final Deployments deployments;
  private final Environments environments;
  private final Startup startup;
  private final Targets targets;
  private final Router router;
  private final LiveConfiguration<CdSettings> settings;

  Traffic(
      Deployments deployments,
      Environments environments,
      Startup startup,
      Targets targets,
      Router router,
      LiveConfiguration<CdSettings> settings) {
    this.deployments = deployments;
    this.environments = environments;
    this.startup = startup;
    this.targets = targets;
    this.router = router;
    this.settings = settings;
  }

  /** New connections go where they belong now; what was replaced may end its own first. */
  void moveOver(DeploymentEntity next, List<DeploymentEntity> replaced, Consumer<String> log)
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
}
