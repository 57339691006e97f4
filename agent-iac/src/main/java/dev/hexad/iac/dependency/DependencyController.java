package dev.hexad.iac.dependency;

import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DependencyController {
  private final Dependencies dependencies;

  DependencyController(Dependencies dependencies) {
    this.dependencies = dependencies;
  }

  /** Providers and modules of all workspaces, or of one, with the upgrades that are due. */
  @GetMapping("/api/v1/iac/dependencies")
  @RequiresScope("iac:read")
  Page<Dependencies.Overview> list(@RequestParam(required = false) @Nullable String workspace) {
    return Page.all(dependencies.overview(workspace));
  }
}
