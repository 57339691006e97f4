package dev.hexad.cd.deployment;

import dev.hexad.contracts.event.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says where the revisions of an environment answer, each by itself. */
@Component
class Endpoints {
  private final DeploymentRepository deployments;

  Endpoints(DeploymentRepository deployments) {
    this.deployments = deployments;
  }

  /** All that run now in the environment of a deployment, the stable one first. */
  List<Endpoint> of(DeploymentEntity changed) {
    var endpoints = new ArrayList<Endpoint>();
    for (DeploymentState state : List.of(DeploymentState.STABLE, DeploymentState.CANARY)) {
      deployments
          .findByApplicationIdAndEnvironmentAndState(
              changed.applicationId(), changed.environment(), state)
          .ifPresent(d ->
              d.running()
                  .filter(r -> r.url() != null)
                  .ifPresent(r -> endpoints.add(endpoint(d, r))));
    }
    return endpoints;
  }

  private static Endpoint endpoint(DeploymentEntity deployment, DeploymentEntity.Running running) {
    String url = String.valueOf(running.url());
    String path = deployment.parameters().metricsPath();
    return new Endpoint(
        deployment.id(),
        deployment.revision(),
        deployment.ref().role(),
        url,
        url + (path == null ? "/metrics" : path));
  }
}
