package dev.hexad.orchestrator.gateway;

import dev.hexad.service.ServiceProperties;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.BodyLimit;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Everything below {@code /api/v1/<agent>} and {@code /webhooks} that is not the orchestrator's.
 */
@RestController
class GatewayController {
  /** The largest body that a Git host sends (GitHub's limit). */
  private static final int WEBHOOK_LIMIT = 25 * 1024 * 1024;

  private static final int BODY_LIMIT = 64 * 1024 * 1024;

  private final Gateway gateway;
  private final ServiceProperties service;
  private final HttpAgentCommands commands;

  GatewayController(Gateway gateway, ServiceProperties service, HttpAgentCommands commands) {
    this.gateway = gateway;
    this.commands = commands;
    this.service = service;
  }

  /** The agent checks the scope of its own route; the gateway asks for a known caller only. */
  @RequestMapping("/api/v1/{agent:[a-z][a-z0-9-]*}/**")
  @RequiresScope("gateway:read")
  void forward(
      Identity identity,
      @PathVariable String agent,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    byte[] body = BodyLimit.read(request.getInputStream(), BODY_LIMIT);
    var forwarding = new Gateway.Forwarding(identity, agent, request.getRequestURI(), body, false);
    gateway.forward(forwarding, request, response);
  }

  /** Commands of agents on HTTP are the orchestrator's; those of others are asked for there. */
  @GetMapping({
    "/api/v1/{agent:[a-z][a-z0-9-]*}/commands/{id}",
    "/api/v1/{agent:[a-z][a-z0-9-]*}/commands/{id}/log",
    "/api/v1/{agent:[a-z][a-z0-9-]*}/commands/{id}/log/stream"
  })
  @RequiresScope("gateway:read")
  void command(
      Identity identity,
      @PathVariable String agent,
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    if (!commands.answer(identity, agent, id, request, response)) {
      forward(identity, agent, request, response);
    }
  }

  /**
   * Webhooks prove themselves by a signature or by credentials of their own, which the CI agent
   * checks. A token of Hexad is none of those and goes no further.
   */
  @PostMapping("/webhooks/{provider:[a-z]+}/{application}")
  @RequiresScope(RequiresScope.NOBODY_IN_PARTICULAR)
  void webhook(
      @PathVariable String provider,
      @PathVariable String application,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    byte[] body = BodyLimit.read(request.getInputStream(), WEBHOOK_LIMIT);
    var nobody = new Identity(service.tenantName(), "webhook", Set.of("webhooks:deliver"));
    String path = "/api/v1/ci/webhooks/" + provider + "/" + application;
    boolean foreign = request.getAttribute(Identity.class.getName()) == null;
    gateway.forward(new Gateway.Forwarding(nobody, "ci", path, body, foreign), request, response);
  }
}
