package dev.hexad.cd.gitops;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

/** A push need not wait until somebody looks at the branch. */
@Component
class GitEvents implements EventHandler<ChangeReceived> {
  private static final String BRANCH = "refs/heads/";

  private final TrackedStore store;

  GitEvents(TrackedStore store) {
    this.store = store;
  }

  @Override
  public Class<ChangeReceived> eventType() {
    return ChangeReceived.class;
  }

  @Override
  public void handle(ChangeReceived event, Envelope envelope) {
    String ref = event.change().ref();
    if (ref.startsWith(BRANCH)) {
      store.due(event.change().applicationId(), ref.substring(BRANCH.length()), null);
    }
  }
}
