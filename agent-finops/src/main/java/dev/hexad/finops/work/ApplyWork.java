package dev.hexad.finops.work;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

@Component
class ApplyWork implements EventHandler<ApplyCompleted> {
  private final Works works;

  ApplyWork(Works works) {
    this.works = works;
  }

  @Override
  public Class<ApplyCompleted> eventType() {
    return ApplyCompleted.class;
  }

  @Override
  public void handle(ApplyCompleted event, Envelope envelope) {
    works.remember(
        new Work(
            event.planId(),
            Work.Kind.APPLY,
            null,
            event.environment(),
            "infrastructure %s: %d added, %d changed, %d destroyed"
                .formatted(event.workspace(), event.added(), event.changed(), event.destroyed()),
            null,
            event.commit(),
            envelope.correlationid(),
            null,
            null,
            envelope.time()));
  }
}
