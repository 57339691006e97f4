package dev.hexad.ci.build;

import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BuildController {
  private final Builds builds;

  BuildController(Builds builds) {
    this.builds = builds;
  }

  @GetMapping("/api/v1/ci/builds")
  @RequiresScope("ci:read")
  Page<Builds.Build> builds() {
    return Page.all(builds.latest(100));
  }
}
