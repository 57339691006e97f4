package dev.hexad.cd.gitops;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.EnvironmentRemoved;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

/** What was taken away follows no branch any more. */
@Component
class RemovedEnvironments implements EventHandler<EnvironmentRemoved> {
  private final TrackedStore store;

  RemovedEnvironments(TrackedStore store) {
    this.store = store;
  }

  @Override
  public Class<EnvironmentRemoved> eventType() {
    return EnvironmentRemoved.class;
  }

  @Override
  public void handle(EnvironmentRemoved event, Envelope envelope) {
    store.remove(event.applicationId(), event.environment());
  }
}
