package dev.hexad.ci.build;

import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ci/builds")
@RequiresScope("ci:read")
class BuildController {
  private final BuildList builds;

  BuildController(BuildList builds) {
    this.builds = builds;
  }

  /** Newest first; the cursor is the time of the last one. */
  @GetMapping
  Page<BuildList.Build> builds(
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable UUID runId,
      @RequestParam(required = false) @Nullable String ref,
      @RequestParam(defaultValue = "false") boolean withImage,
      @RequestParam(required = false) @Nullable Instant cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    var filter = new BuildList.Filter(applicationId, runId, ref, cursor, withImage);
    return Page.of(builds.list(filter, size + 1), size, last -> last.finishedAt().toString());
  }

  @GetMapping("/{id}")
  BuildList.Build build(@PathVariable UUID id) {
    return builds.require(id);
  }
}
