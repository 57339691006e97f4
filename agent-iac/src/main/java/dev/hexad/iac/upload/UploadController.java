package dev.hexad.iac.upload;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.workspace.WorkspaceName;
import dev.hexad.iac.workspace.WorkspaceRuns;
import dev.hexad.iac.workspace.WorkspaceStore;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.BodyLimit;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/iac/workspaces/{name}/uploads")
class UploadController {
  private final Uploads uploads;
  private final WorkspaceStore workspaces;
  private final WorkspaceRuns runs;

  UploadController(Uploads uploads, WorkspaceStore workspaces, WorkspaceRuns runs) {
    this.uploads = uploads;
    this.workspaces = workspaces;
    this.runs = runs;
  }

  /** How an upload is planned. */
  record PlanWish(
      @Nullable String directory,
      @Nullable String environment,
      @Nullable Map<String, String> variables,
      @Nullable Boolean destroy) {}

  /** The run that was started. */
  record Started(UUID runId) {}

  /** The uploads that are kept, the newest first. */
  @GetMapping
  @RequiresScope("iac:read")
  Page<Upload> list(@PathVariable String name) {
    return Page.all(uploads.list(name));
  }

  /**
   * Keeps a gzipped tar or a zip of sources.
   *
   * @param applicationId whose workspace it is; needed for one that was never planned
   * @param sha256 checksum that the body must have
   */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("iac:write")
  Upload upload(
      Identity identity,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String sha256,
      HttpServletRequest request)
      throws IOException {
    WorkspaceName.check(name);
    UUID application = workspaces.applicationOf(name).orElse(applicationId);
    if (application == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "The workspace '"
              + name
              + "' is new; say by 'applicationId' which application it is of.");
    }
    if (applicationId != null && !applicationId.equals(application)) {
      throw new HexadException(
          ProblemType.INVALID, "The workspace '" + name + "' is of another application.");
    }
    byte[] archive = BodyLimit.read(request.getInputStream(), Uploads.MAX_ARCHIVE);
    return uploads.keep(name, application, archive, sha256, identity.subject());
  }

  /** Plans an upload; somebody approves that plan, and it is applied. */
  @PostMapping("/{revision}/plan")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("iac:write")
  Started plan(
      Identity identity,
      @PathVariable String name,
      @PathVariable String revision,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable PlanWish body) {
    Upload upload = uploads.require(name, revision);
    PlanWish wish = body == null ? new PlanWish(null, null, null, null) : body;
    String own = key == null ? Ids.next().toString() : key;
    return new Started(
        runs.planUpload(
            new WorkspaceRuns.UploadWish(
                name,
                upload.applicationId(),
                revision,
                wish.directory() == null ? "." : wish.directory(),
                wish.environment(),
                wish.variables() == null ? Map.of() : wish.variables(),
                Boolean.TRUE.equals(wish.destroy())),
            identity.subject() + "/" + name + "/upload/" + own));
  }
}
