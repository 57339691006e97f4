package dev.hexad.finops.work;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

@Component
class RollbackWork implements EventHandler<DeploymentRolledBack> {
  private final Works works;

  RollbackWork(Works works) {
    this.works = works;
  }

  @Override
  public Class<DeploymentRolledBack> eventType() {
    return DeploymentRolledBack.class;
  }

  @Override
  public void handle(DeploymentRolledBack event, Envelope envelope) {
    DeploymentRef to = event.to();
    works.remember(
        new Work(
            envelope.id(),
            Work.Kind.ROLLBACK,
            to.application(),
            to.environment(),
            "%s in %s back to revision %d"
                .formatted(to.application(), to.environment(), to.revision()),
            to.author(),
            to.commit(),
            envelope.correlationid(),
            null,
            to.image().repository(),
            envelope.time()));
  }
}
