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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
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

  @RequestMapping(method = {RequestMethod.GET, RequestMethod.POST, RequestMethod.DELETE})
  @RequiresScope("iac:write")
  ResponseEntity<byte[]> state(
      Identity identity,
      @PathVariable String workspace,
      @RequestParam(name = "ID", required = false) @Nullable String lockId,
      HttpServletRequest request)
      throws IOException {
    return answer(request.getMethod(), identity, workspace, lockId, request);
  }

  @RequestMapping(
      path = "/lock",
      method = {RequestMethod.PUT, RequestMethod.DELETE})
  @RequiresScope("iac:write")
  ResponseEntity<byte[]> lock(
      Identity identity, @PathVariable String workspace, HttpServletRequest request)
      throws IOException {
    String act = request.getMethod().equals("PUT") ? "LOCK" : "UNLOCK";
    return answer(act, identity, workspace, null, request);
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
