package dev.hexad.finops.work;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

@Component
class BuildWork implements EventHandler<BuildSucceeded> {
  private final Works works;

  BuildWork(Works works) {
    this.works = works;
  }

  @Override
  public Class<BuildSucceeded> eventType() {
    return BuildSucceeded.class;
  }

  @Override
  public void handle(BuildSucceeded event, Envelope envelope) {
    ChangeRef change = event.change();
    works.remember(
        new Work(
            event.commandId(),
            Work.Kind.BUILD,
            change.application(),
            null,
            change.application() + " built from " + change.shortCommit(),
            change.author(),
            change.commit(),
            envelope.correlationid(),
            event.durationMillis(),
            event.image() == null ? null : event.image().repository(),
            envelope.time()));
  }
}
