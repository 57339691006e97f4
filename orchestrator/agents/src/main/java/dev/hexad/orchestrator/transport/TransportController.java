package dev.hexad.orchestrator.transport;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.BodyLimit;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The whole of what an agent without the bus needs. */
@RestController
@RequestMapping("/api/v1/transport")
@RequiresScope("transport:use")
class TransportController {
  private static final int EVENTS_LIMIT = 1024 * 1024;
  private static final int ANSWER_LIMIT = 1024 * 1024;
  private static final int LOG_LIMIT = 1024 * 1024;
  private static final int MAX_BATCH = 100;

  private final Callers callers;
  private final HttpCommands commands;
  private final TransportEvents events;
  private final TransportLog log;
  private final LongPoll poll;

  TransportController(
      Callers callers,
      HttpCommands commands,
      TransportEvents events,
      TransportLog log,
      LongPoll poll) {
    this.callers = callers;
    this.commands = commands;
    this.events = events;
    this.log = log;
    this.poll = poll;
  }

  /**
   * A command as handed out.
   *
   * @param lease to be sent with everything said about the command
   */
  record Handed(UUID lease, int attempt, @Nullable Instant leaseUntil, CommandRequest command) {}

  record HandedOut(List<Handed> items) {}

  /** What an agent learns when it reports. */
  record Heard(boolean cancelRequested) {}

  record LogEnd(long offset) {}

  /**
   * Events.
   *
   * @param next give it back as {@code after}
   */
  record Events(List<TransportEvents.Kept> items, long next) {}

  @GetMapping("/commands")
  HandedOut commands(
      Identity identity,
      @RequestParam(defaultValue = "0") int wait,
      @RequestParam(defaultValue = "1") int max,
      @RequestParam(required = false) @Nullable Integer lease)
      throws InterruptedException {
    List<HttpCommand> claimed =
        poll.until(
            identity.subject(),
            wait,
            () ->
                callers
                    .enabled(identity)
                    .map(agent -> commands.claim(agent, Math.clamp(max, 1, 100), lease))
                    .orElse(List.of()));
    return new HandedOut(
        claimed.stream()
            .map(c ->
                new Handed(
                    java.util.Objects.requireNonNull(c.lease()),
                    c.attempt(),
                    c.leaseUntil(),
                    c.request()))
            .toList());
  }

  @PostMapping("/commands/{id}/renew")
  Heard renew(
      Identity identity,
      @PathVariable UUID id,
      @RequestHeader("Hexad-Lease") UUID lease,
      @RequestParam(value = "lease", required = false) @Nullable Integer seconds) {
    return new Heard(commands.renew(holder(identity, id, lease), seconds));
  }

  @PostMapping("/commands/{id}/progress")
  Heard progress(
      Identity identity,
      @PathVariable UUID id,
      @RequestHeader("Hexad-Lease") UUID lease,
      HttpServletRequest request)
      throws IOException {
    JsonNode body = body(request, ANSWER_LIMIT);
    String message = body.path("message").asString("");
    JsonNode percent = body.path("percent");
    if (message.isBlank() || message.length() > 2_000) {
      throw new HexadException(
          ProblemType.INVALID, "Give a 'message' of 1 to 2000 characters, and 'percent' if known.");
    }
    if (percent.isNumber() && (percent.asInt() < 0 || percent.asInt() > 100)) {
      throw new HexadException(ProblemType.INVALID, "'percent' is 0 to 100.");
    }
    return new Heard(
        commands.progress(
            holder(identity, id, lease), percent.isNumber() ? percent.asInt() : null, message));
  }

  /** The body is the result. */
  @PostMapping("/commands/{id}/succeed")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void succeed(
      Identity identity,
      @PathVariable UUID id,
      @RequestHeader("Hexad-Lease") UUID lease,
      HttpServletRequest request)
      throws IOException {
    commands.succeed(holder(identity, id, lease), body(request, ANSWER_LIMIT));
  }

  /** The body says in {@code detail} what went wrong, and may say {@code errors}. */
  @PostMapping("/commands/{id}/fail")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void fail(
      Identity identity,
      @PathVariable UUID id,
      @RequestHeader("Hexad-Lease") UUID lease,
      HttpServletRequest request)
      throws IOException {
    commands.fail(holder(identity, id, lease), problem(body(request, ANSWER_LIMIT)));
  }

  @PostMapping("/commands/{id}/cancelled")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancelled(
      Identity identity, @PathVariable UUID id, @RequestHeader("Hexad-Lease") UUID lease) {
    commands.cancelled(holder(identity, id, lease));
  }

  @PostMapping("/commands/{id}/log")
  LogEnd log(
      Identity identity,
      @PathVariable UUID id,
      @RequestHeader("Hexad-Lease") UUID lease,
      @RequestParam(required = false) @Nullable Long offset,
      HttpServletRequest request)
      throws IOException {
    byte[] bytes = BodyLimit.read(request.getInputStream(), LOG_LIMIT);
    return new LogEnd(log.append(holder(identity, id, lease), offset, bytes));
  }

  /** Takes one CloudEvent or a list of them. */
  @PostMapping("/events")
  @ResponseStatus(HttpStatus.ACCEPTED)
  TransportEvents.Accepted publish(Identity identity, HttpServletRequest request)
      throws IOException {
    JsonNode body = body(request, EVENTS_LIMIT);
    var list = new ArrayList<JsonNode>();
    if (body.isArray()) {
      body.forEach(list::add);
    } else {
      list.add(body);
    }
    if (list.isEmpty() || list.size() > MAX_BATCH) {
      throw new HexadException(
          ProblemType.INVALID, "Send 1 to " + MAX_BATCH + " events, not " + list.size() + ".");
    }
    return events.publish(callers.requireEnabled(identity), list);
  }

  @GetMapping("/events")
  Events events(
      Identity identity,
      @RequestParam(required = false) @Nullable List<String> types,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "0") int wait,
      @RequestParam(defaultValue = "100") int max)
      throws InterruptedException {
    Set<String> wanted = TransportEvents.wanted(callers.require(identity), types);
    List<TransportEvents.Kept> kept =
        poll.until(
            identity.subject(),
            wait,
            () ->
                callers
                    .enabled(identity)
                    .map(agent ->
                        events.after(agent.tenant(), wanted, after, Math.clamp(max, 1, 500)))
                    .orElse(List.of()));
    return new Events(kept, kept.isEmpty() ? after : kept.getLast().sequence());
  }

  private HttpCommands.Holder holder(Identity identity, UUID command, UUID lease) {
    return new HttpCommands.Holder(callers.require(identity), command, lease);
  }

  private static Problem problem(JsonNode body) {
    String detail = body.path("detail").asString("");
    if (detail.isBlank()) {
      throw new HexadException(
          ProblemType.INVALID, "Say in 'detail' what went wrong and what to do about it.");
    }
    boolean retryable = body.path("retryable").asBoolean(false);
    var errors = new ArrayList<Problem.FieldError>();
    body.path("errors")
        .forEach(e ->
            errors.add(
                new Problem.FieldError(
                    e.path("where").asString(""), e.path("message").asString(""))));
    return Problem.of(
        retryable ? ProblemType.UPSTREAM_FAILED : ProblemType.STEP_FAILED,
        detail.substring(0, Math.min(detail.length(), 10_000)),
        errors);
  }

  private static JsonNode body(HttpServletRequest request, int limit) throws IOException {
    byte[] bytes = BodyLimit.read(request.getInputStream(), limit);
    try {
      JsonNode body = Json.mapper().readTree(new String(bytes, StandardCharsets.UTF_8));
      if (body == null || body.isMissingNode()) {
        throw new HexadException(ProblemType.BAD_REQUEST, "The body is empty; send JSON.");
      }
      return body;
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "The body is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
