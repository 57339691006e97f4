package dev.hexad.cd.deployment;

import dev.hexad.cd.routing.Router;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.event.EnvironmentRemoved;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes environments away, asked for or because their time is over. */
@Component
class Removals {
  private static final Logger log = LoggerFactory.getLogger(Removals.class);

  private final Deployments deployments;
  private final DeploymentRepository history;
  private final Environments environments;
  private final Targets targets;
  private final Router router;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Removals(
      Deployments deployments,
      DeploymentRepository history,
      Environments environments,
      Targets targets,
      Router router,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.deployments = deployments;
    this.history = history;
    this.environments = environments;
    this.targets = targets;
    this.router = router;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Removes what has expired, unless a command works on it. */
  @Scheduled(initialDelay = 5_000, fixedDelay = 5_000)
  void reap() {
    for (Environments.Environment expired : environments.expired(clock.instant())) {
      UUID application = expired.applicationId();
      try {
        transaction.executeWithoutResult(status -> {
          environments.lock(application, expired.name());
          if (environments.idle(application, expired.name())) {
            remove(application, expired.name(), "its time is over");
          }
        });
      } catch (RuntimeException e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("environment", expired.name())
            .log("an environment cannot be removed, trying later");
      }
    }
  }

  /** Removes an environment that nobody else works on; gives how many revisions ran there. */
  int remove(UUID application, String name, String reason) {
    List<DeploymentEntity> all =
        history.findByApplicationIdAndEnvironmentOrderByRevisionDesc(application, name);
    List<DeploymentEntity> there =
        all.stream().filter(found -> found.running().isPresent()).toList();
    there.forEach(this::delete);
    Integer port = environments.require(application, name).port();
    String title = all.isEmpty() ? name : all.getFirst().view().application();
    transaction.executeWithoutResult(status -> {
      there.forEach(found -> deployments.removed(found.id(), "the environment was removed"));
      environments.remove(application, name);
      outbox.event(new EnvironmentRemoved(application, title, name, reason));
    });
    if (port != null) {
      router.close(port);
    }
    return there.size();
  }

  private void delete(DeploymentEntity found) {
    try {
      targets.byName(found.target()).delete(found.running().orElseThrow().handle());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("revision " + found.revision() + " does not go", e);
    }
  }
}
