package dev.hexad.iac.state;

import dev.hexad.iac.workspace.WorkspaceName;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.BodyLimit;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Terraform's {@code http} backend for people and their pipelines: {@code lock_method = "PUT"},
 * {@code unlock_method = "DELETE"}, the lock at {@code /lock}.
 */
@RestController
@RequestMapping("/api/v1/iac/backend/{workspace}")
class BackendController {
  private final StateProtocol protocol;

  BackendController(StateProtocol protocol) {
    this.protocol = protocol;
  }

  @GetMapping
  @RequiresScope("iac:write")
  ResponseEntity<byte[]> read(
      Identity identity, @PathVariable String workspace, HttpServletRequest request)
      throws IOException {
    return answer("GET", identity, workspace, null, request);
  }

  @PostMapping
  @RequiresScope("iac:write")
  ResponseEntity<byte[]> write(
      Identity identity,
      @PathVariable String workspace,
      @RequestParam(name = "ID", required = false) @Nullable String lockId,
      HttpServletRequest request)
      throws IOException {
    return answer("POST", identity, workspace, lockId, request);
  }

  @DeleteMapping
  @RequiresScope("iac:write")
  ResponseEntity<byte[]> delete(
      Identity identity,
      @PathVariable String workspace,
      @RequestParam(name = "ID", required = false) @Nullable String lockId,
      HttpServletRequest request)
      throws IOException {
    return answer("DELETE", identity, workspace, lockId, request);
  }

  @PutMapping("/lock")
  @RequiresScope("iac:write")
  ResponseEntity<byte[]> lock(
      Identity identity, @PathVariable String workspace, HttpServletRequest request)
      throws IOException {
    return answer("LOCK", identity, workspace, null, request);
  }

  @DeleteMapping("/lock")
  @RequiresScope("iac:write")
  ResponseEntity<byte[]> unlock(
      Identity identity, @PathVariable String workspace, HttpServletRequest request)
      throws IOException {
    return answer("UNLOCK", identity, workspace, null, request);
  }

  private ResponseEntity<byte[]> answer(
      String method,
      Identity identity,
      String workspace,
      @Nullable String lockId,
      HttpServletRequest request)
      throws IOException {
    WorkspaceName.check(workspace);
    var call =
        new StateProtocol.Call(
            method,
            workspace,
            BodyLimit.read(request.getInputStream(), StateEndpoint.BODY_LIMIT),
            lockId,
            request.getHeader("Content-MD5"));
    StateProtocol.Answer answer =
        protocol.answer(call, Writer.of(identity.subject(), identity.allows("iac:admin")));
    return ResponseEntity.status(HttpStatus.valueOf(answer.status()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(answer.body());
  }
}
