package dev.hexad.cd.deployment;

import dev.hexad.cd.target.Targets;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
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

  @GetMapping("/deployments")
  Page<Deployment> deployments() {
    return Page.all(deployments.latest());
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
