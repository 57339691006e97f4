package dev.hexad.cd.deployment;

import dev.hexad.cd.target.Targets;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cd")
@RequiresScope("cd:read")
class DeploymentController {
  private final Deployments deployments;
  private final Environments environments;
  private final Targets targets;

  DeploymentController(Deployments deployments, Environments environments, Targets targets) {
    this.deployments = deployments;
    this.environments = environments;
    this.targets = targets;
  }

  /** An environment with what runs in it. */
  record EnvironmentView(
      UUID applicationId,
      @Nullable String application,
      String environment,
      String url,
      @Nullable Integer stableRevision,
      @Nullable Integer canaryRevision,
      int canaryPercent) {}

  @GetMapping("/deployments")
  Page<Deployment> deployments() {
    return Page.all(deployments.latest().stream().map(DeploymentEntity::view).toList());
  }

  @GetMapping("/environments")
  Page<EnvironmentView> environments() {
    return Page.all(environments.all().stream().map(this::view).toList());
  }

  @GetMapping("/targets")
  Page<Targets.Status> targets() {
    return Page.all(targets.status());
  }

  private EnvironmentView view(Environments.Environment place) {
    var stable = deployments.stableOf(place.applicationId(), place.name());
    var canary = deployments.canaryOf(place.applicationId(), place.name());
    return new EnvironmentView(
        place.applicationId(),
        stable.map(d -> d.ref().application()).orElse(null),
        place.name(),
        place.url(),
        stable.map(DeploymentEntity::revision).orElse(null),
        canary.map(DeploymentEntity::revision).orElse(null),
        place.canaryPercent());
  }
}
