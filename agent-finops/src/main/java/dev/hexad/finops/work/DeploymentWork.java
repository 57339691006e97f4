package dev.hexad.finops.work;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

@Component
class DeploymentWork implements EventHandler<DeploymentSucceeded> {
  private final Works works;

  DeploymentWork(Works works) {
    this.works = works;
  }

  @Override
  public Class<DeploymentSucceeded> eventType() {
    return DeploymentSucceeded.class;
  }

  @Override
  public void handle(DeploymentSucceeded event, Envelope envelope) {
    DeploymentRef deployment = event.deployment();
    works.remember(
        new Work(
            deployment.deploymentId(),
            Work.Kind.DEPLOY,
            deployment.application(),
            deployment.environment(),
            "%s revision %d to %s"
                .formatted(
                    deployment.application(), deployment.revision(), deployment.environment()),
            deployment.author(),
            deployment.commit(),
            envelope.correlationid(),
            null,
            deployment.image().repository(),
            envelope.time()));
  }
}
