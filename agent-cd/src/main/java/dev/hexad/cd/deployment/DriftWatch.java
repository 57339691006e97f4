package dev.hexad.cd.deployment;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Targets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Compares what runs with what was rendered, and brings it back where the environment's policy says
 * so. Needs neither Git nor a registry.
 */
@Component
class DriftWatch {
  private static final Logger log = LoggerFactory.getLogger(DriftWatch.class);
  private static final int DUE = 500;
  private static final int AT_ONCE = 4;

  private final Drift drift;
  private final Deployments deployments;
  private final Environments environments;
  private final Renderings renderings;
  private final Targets targets;
  private final LiveConfiguration<CdSettings> settings;
  private final TransactionTemplate transaction;

  DriftWatch(
      Drift drift,
      Deployments deployments,
      Environments environments,
      Renderings renderings,
      Targets targets,
      LiveConfiguration<CdSettings> settings,
      TransactionTemplate transaction) {
    this.drift = drift;
    this.deployments = deployments;
    this.environments = environments;
    this.renderings = renderings;
    this.targets = targets;
    this.settings = settings;
    this.transaction = transaction;
  }

  /** Looks at what nobody has looked at for long enough. */
  @Scheduled(initialDelay = 5_000, fixedDelay = 2_000)
  synchronized void look() {
    drift.due(targets.inPlace(), settings.current().driftEvery(), DUE).stream()
        .gather(Gatherers.mapConcurrent(AT_ONCE, this::tryCheck))
        .forEach(id -> {});
  }

  private UUID tryCheck(UUID id) {
    try {
      check(id);
    } catch (Exception e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("deployment", id)
          .log("its drift cannot be found out, trying later");
    }
    return id;
  }

  /** Looks at one deployment now. */
  void check(UUID id) throws Exception {
    DeploymentEntity deployment = deployments.require(id);
    Optional<Rendered> rendered = renderings.find(id);
    Optional<JsonNode> handle = deployment.running().map(DeploymentEntity.Running::handle);
    if (rendered.isEmpty() || handle.isEmpty() || !idle(deployment)) {
      return;
    }
    DeployTarget target = targets.byName(deployment.target());
    List<Difference> found = target.diff(rendered.get(), handle.get());
    boolean heals = settings.current().policy(deployment.environment()).heals();
    drift.keep(deployment, found, heals);
    if (heals && !found.isEmpty() && heal(deployment, target, rendered.get(), handle.get())) {
      drift.keep(deployment, target.diff(rendered.get(), handle.get()), true);
    }
  }

  private boolean idle(DeploymentEntity deployment) {
    return environments.idle(deployment.applicationId(), deployment.environment());
  }

  /** No command gets its turn while this goes on, and nothing is healed while a command works. */
  private boolean heal(
      DeploymentEntity deployment, DeployTarget target, Rendered wanted, JsonNode handle) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          environments.lock(deployment.applicationId(), deployment.environment());
          boolean still =
              idle(deployment)
                  && deployments
                      .stableOf(deployment.applicationId(), deployment.environment())
                      .filter(stable -> stable.id().equals(deployment.id()))
                      .isPresent();
          if (still) {
            target.heal(wanted, handle);
            drift.healed(deployment.id());
            log.atInfo().addKeyValue("deployment", deployment.id()).log("drift brought back");
          }
          return still;
        }));
  }
}
