package dev.hexad.cd.gitops;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.cd.repository.Repositories;
import dev.hexad.cd.repository.Repositories.Repository;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.problem.HexadException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes to the branch that an environment went back, where that is wanted. Going back itself needs
 * no Git; when the branch cannot be written, the environment says so and nothing comes by itself.
 */
@Component
class Reverts implements EventHandler<DeploymentRolledBack> {
  private static final Logger log = LoggerFactory.getLogger(Reverts.class);

  private final TrackedStore store;
  private final Repositories repositories;
  private final RevertCommit reverts;

  Reverts(TrackedStore store, Repositories repositories, RevertCommit reverts) {
    this.store = store;
    this.repositories = repositories;
    this.reverts = reverts;
  }

  @Override
  public Class<DeploymentRolledBack> eventType() {
    return DeploymentRolledBack.class;
  }

  @Override
  public void handle(DeploymentRolledBack event, Envelope envelope) {
    DeploymentRef from = event.from();
    String bad = from.commit();
    String good = event.to().commit();
    Optional<Tracked> tracked =
        store
            .find(from.applicationId(), from.environment())
            .filter(found -> Boolean.TRUE.equals(found.tracking().revert()));
    Optional<Repository> repository = repositories.find(from.applicationId());
    boolean forward = event.to().revision() > from.revision();
    if (tracked.isEmpty() || repository.isEmpty() || forward || bad == null || good == null) {
      return;
    }
    if (bad.equals(good)) {
      return;
    }
    try {
      String written = reverts.write(repository.get(), tracked.get().branch(), good, bad);
      log.atInfo()
          .addKeyValue("application", from.application())
          .addKeyValue("commit", written)
          .log("the way back is written to the branch");
      store.due(from.applicationId(), null, from.environment());
    } catch (HexadException e) {
      store.keep(
          tracked
              .get()
              .found(
                  SyncState.WAITING,
                  "the revert could not be written to Git: " + e.problem().detail()));
    }
  }
}
