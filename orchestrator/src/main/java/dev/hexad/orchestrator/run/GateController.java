package dev.hexad.orchestrator.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.access.AgentScopes;
import dev.hexad.orchestrator.gate.Decision;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.BodyLimit;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The gates at which runs wait, and what people say at them. */
@RestController
@RequestMapping("/api/v1")
class GateController {
  private static final int ANSWER_LIMIT = 64 * 1024;

  private final Runs runs;
  private final GateStore gates;
  private final ChangePlans plans;
  private final ExternalChecks external;
  private final Clock clock;

  GateController(
      Runs runs, GateStore gates, ChangePlans plans, ExternalChecks external, Clock clock) {
    this.runs = runs;
    this.gates = gates;
    this.plans = plans;
    this.external = external;
    this.clock = clock;
  }

  /**
   * What somebody says at a gate.
   *
   * @param approved false stops the run
   * @param input what the gate asks for
   * @param subject hash of what was looked at, where the gate names one
   */
  record NewDecision(
      @Nullable Boolean approved,
      @Nullable String comment,
      @Nullable JsonNode input,
      @Nullable String subject) {}

  /** A gate at which a run waits. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Waiting(
      UUID runId,
      String run,
      @Nullable UUID applicationId,
      @Nullable String application,
      String stage,
      String kind,
      Instant since,
      @Nullable String message,
      RunView.@Nullable GateView gate) {}

  @GetMapping("/gates")
  @RequiresScope("runs:read")
  Page<Waiting> list(
      Identity identity,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    List<GateStore.Place> places =
        gates.page(identity.tenant(), kind, cursor == null ? null : read(cursor), size + 1);
    Page<GateStore.Place> page = Page.of(places, size, GateController::write);
    return new Page<>(
        page.items().stream().map(place -> view(identity, place)).toList(), page.nextCursor());
  }

  private static String write(GateStore.Place place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(place).getBytes(StandardCharsets.UTF_8));
  }

  private static GateStore.Place read(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      return Json.read(new String(bytes, StandardCharsets.UTF_8), GateStore.Place.class);
    } catch (IllegalArgumentException | JacksonException e) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "The cursor is not one that this list gave.", e);
    }
  }

  private Waiting view(Identity identity, GateStore.Place place) {
    Run run = runs.require(identity.tenant(), place.run()).run();
    RunView view = RunView.of(run, 0, null);
    Stage stage = run.require(place.stage());
    return new Waiting(
        run.id(),
        run.name(),
        run.applicationId(),
        view.application(),
        place.stage(),
        place.kind(),
        place.reachedAt(),
        stage.message(),
        RunView.gate(run, stage));
  }

  /** What is approved at a gate, in one document, with its hash. */
  @GetMapping("/runs/{id}/stages/{stage}/plan")
  @RequiresScope("runs:read")
  ChangePlan plan(Identity identity, @PathVariable UUID id, @PathVariable String stage) {
    Run run = runs.require(identity.tenant(), id).run();
    return plans.of(run, run.require(stage));
  }

  @PostMapping("/runs/{id}/stages/{stage}/decision")
  @RequiresScope("runs:approve")
  RunView decide(
      Identity identity,
      @PathVariable UUID id,
      @PathVariable String stage,
      @RequestBody NewDecision wish) {
    if (wish.approved() == null) {
      throw new HexadException(ProblemType.INVALID, "Say 'approved': true or false.");
    }
    return decide(
        identity,
        id,
        stage,
        new Decision(
            identity.subject(),
            Objects.requireNonNull(wish.approved()),
            wish.comment(),
            wish.input(),
            wish.subject(),
            clock.instant()));
  }

  /**
   * What somebody has said at a Git host.
   *
   * @param by who, for example {@code github:anna}
   * @param subject hash of what was looked at
   */
  record RelayedDecision(
      @Nullable String by,
      @Nullable Boolean approved,
      @Nullable String comment,
      @Nullable String subject) {}

  /** Takes the word of somebody whom an agent knows from a Git host; only agents may relay. */
  @PostMapping("/runs/{id}/stages/{stage}/relayed-decision")
  @RequiresScope(AgentScopes.RELAY)
  RunView relay(
      Identity identity,
      @PathVariable UUID id,
      @PathVariable String stage,
      @RequestBody RelayedDecision wish) {
    if (wish.approved() == null || wish.by() == null || !Decision.isElsewhere(wish.by())) {
      throw new HexadException(
          ProblemType.INVALID,
          "Say 'approved': true or false, and 'by': <Git host>:<name>, for example github:anna.");
    }
    return decide(
        identity,
        id,
        stage,
        new Decision(
            wish.by(), wish.approved(), wish.comment(), null, wish.subject(), clock.instant()));
  }

  private RunView decide(Identity identity, UUID id, String stage, Decision decision) {
    runs.decide(identity.tenant(), id, stage, decision);
    RunStore.Versioned found = runs.require(identity.tenant(), id);
    return RunView.of(found.run(), found.version(), null);
  }

  /** The answer of the system that a gate asks, which proves itself by its signature. */
  @PostMapping("/runs/{id}/stages/{stage}/answer")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope(RequiresScope.NOBODY_IN_PARTICULAR)
  void answer(@PathVariable UUID id, @PathVariable String stage, HttpServletRequest request)
      throws IOException {
    byte[] body = BodyLimit.read(request.getInputStream(), ANSWER_LIMIT);
    external.answer(
        id,
        stage,
        new String(body, StandardCharsets.UTF_8),
        new ExternalChecks.Proof(
            request.getHeader("webhook-id"),
            request.getHeader("webhook-timestamp"),
            request.getHeader("webhook-signature")));
  }
}
