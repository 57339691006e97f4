package dev.hexad.ci.artifact;

import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ci/artifacts")
@RequiresScope("ci:read")
class ArtifactController {
  private final Artifacts artifacts;

  ArtifactController(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  @GetMapping
  Page<Artifact> list(
      @RequestParam(required = false) @Nullable UUID runId,
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable Integer limit) {
    return Page.all(artifacts.list(runId, applicationId, Page.size(limit)));
  }

  /** The archive, always as a download: its files are never shown as pages of this host. */
  @GetMapping("/{id}/content")
  ResponseEntity<InputStreamResource> content(@PathVariable UUID id) throws IOException {
    Artifact artifact = artifacts.require(id);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/gzip"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(artifact.name() + ".tar.gz")
                .build()
                .toString())
        .header("X-Content-Type-Options", "nosniff")
        .body(new InputStreamResource(artifacts.open(artifact)));
  }
}
