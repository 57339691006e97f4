package dev.hexad.orchestrator.gateway;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.orchestrator.transport.HttpTransport;
import dev.hexad.service.identity.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers for agents on HTTP, in the shape in which all other agents answer for themselves. */
@Component
class HttpAgentCommands {
  private static final long LOOK_MILLIS = 250;
  private static final int ALIVE_LOOKS = 60;

  private final Registry registry;
  private final HttpTransport transport;

  HttpAgentCommands(Registry registry, HttpTransport transport) {
    this.registry = registry;
    this.transport = transport;
  }

  /** True when the agent is on HTTP and the answer was given. */
  boolean answer(
      Identity identity,
      String agentId,
      String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    Optional<Agent> agent =
        registry
            .cached(agentId)
            .filter(found -> found.tenant().equals(identity.tenant()))
            .filter(found -> found.manifest().isOnHttp());
    if (agent.isEmpty()) {
      return false;
    }
    if (!identity.allows("runs:read")) {
      throw new HexadException(ProblemType.FORBIDDEN, "This needs the scope 'runs:read'.");
    }
    UUID command = id(id);
    HttpTransport.Shown shown = transport.command(identity.tenant(), agentId, command);
    if (request.getRequestURI().endsWith("/log/stream")) {
      stream(identity.tenant(), agentId, command, from(request), response);
    } else if (request.getRequestURI().endsWith("/log")) {
      log(identity.tenant(), agentId, command, request, response);
    } else {
      response.setContentType("application/json");
      response.getOutputStream().write(Json.write(shown).getBytes(StandardCharsets.UTF_8));
    }
    return true;
  }

  private void log(
      String tenant,
      String agentId,
      UUID command,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    long offset = number(request.getParameter("offset"));
    long until =
        System.nanoTime()
            + Math.clamp(number(request.getParameter("waitSeconds")), 0, 20) * 1_000_000_000L;
    while (true) {
      boolean ended = transport.command(tenant, agentId, command).ended();
      byte[] bytes = transport.log(command, offset);
      if (bytes.length > 0 || ended || System.nanoTime() > until) {
        boolean complete = ended && transport.log(command, offset + bytes.length).length == 0;
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Hexad-Log-Next-Offset", Long.toString(offset + bytes.length));
        response.setHeader("Hexad-Log-Complete", Boolean.toString(complete));
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(bytes);
        return;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void stream(
      String tenant, String agentId, UUID command, long from, HttpServletResponse response)
      throws IOException, InterruptedException {
    response.setContentType("text/event-stream");
    response.setHeader("Cache-Control", "no-store");
    OutputStream out = response.getOutputStream();
    write(out, ": alive\n\n");
    long offset = from;
    int quiet = 0;
    while (true) {
      boolean ended = transport.command(tenant, agentId, command).ended();
      byte[] bytes = transport.log(command, offset);
      if (bytes.length > 0) {
        offset += bytes.length;
        quiet = 0;
        String data = Base64.getEncoder().encodeToString(bytes);
        write(
            out,
            "event: log\nid: %d\ndata: %s\ndata: %d\n\n"
                .formatted(offset, data, System.currentTimeMillis()));
      } else if (ended) {
        write(out, "event: end\ndata: \n\n");
        return;
      } else {
        if (++quiet == ALIVE_LOOKS) {
          write(out, ": alive\n\n");
          quiet = 0;
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static long from(HttpServletRequest request) {
    String last = request.getHeader("Last-Event-ID");
    return number(last == null ? request.getParameter("offset") : last);
  }

  private static long number(@Nullable String text) {
    return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw HexadException.notFound("command", text);
    }
  }
}
