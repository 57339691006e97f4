package dev.hexad.cd.deployment;

import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.Targets;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cd")
@RequiresScope("cd:read")
class DeploymentController {
  private final Deployments deployments;
  private final Environments environments;
  private final Observations observations;
  private final Previews previews;
  private final Targets targets;

  DeploymentController(
      Deployments deployments,
      Environments environments,
      Observations observations,
      Previews previews,
      Targets targets) {
    this.deployments = deployments;
    this.environments = environments;
    this.observations = observations;
    this.previews = previews;
    this.targets = targets;
  }

  @GetMapping("/deployments")
  Page<Deployment> deployments() {
    return Page.all(deployments.latest());
  }

  @GetMapping("/deployments/{id}")
  DeploymentDetail deployment(@PathVariable UUID id) {
    return new DeploymentDetail(deployments.view(id), observations.find(id).orElse(null));
  }

  /** What bringing this revision to its environment would change now; of what runs, its drift. */
  @GetMapping("/deployments/{id}/differences")
  Page<Difference> differences(@PathVariable UUID id) throws Exception {
    return Page.all(previews.of(id));
  }

  @GetMapping("/environments")
  Page<EnvironmentView> environments() {
    return Page.all(environments.all().stream().map(deployments::view).toList());
  }

  @GetMapping("/targets")
  Page<Targets.Status> targets() {
    return Page.all(targets.status());
  }
}
