package dev.hexad.cd.deployment;

import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Orphan;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.message.Ids;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
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

@RestController
@RequestMapping("/api/v1/cd")
@RequiresScope("cd:read")
class DeploymentController {
  /** Environments on a page of the board; it stays below 200 KB. */
  private static final int LARGEST_PAGE = 250;

  private final Deployments deployments;
  private final Board board;
  private final Observations observations;
  private final Drift drift;
  private final Plans plans;
  private final Waiting waiting;
  private final Beginnings beginnings;
  private final Promotions promotions;
  private final Targets targets;

  DeploymentController(
      Deployments deployments,
      Board board,
      Observations observations,
      Drift drift,
      Plans plans,
      Waiting waiting,
      Beginnings beginnings,
      Promotions promotions,
      Targets targets) {
    this.deployments = deployments;
    this.board = board;
    this.observations = observations;
    this.drift = drift;
    this.plans = plans;
    this.waiting = waiting;
    this.beginnings = beginnings;
    this.promotions = promotions;
    this.targets = targets;
  }

  /** Newest first; the cursor is the time at which the last one was begun. */
  @GetMapping("/deployments")
  Page<Deployment> deployments(
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable Instant cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    Instant before = cursor == null ? Instant.parse("9999-01-01T00:00:00Z") : cursor;
    return Page.of(
        deployments.history(applicationId, environment, before, size + 1),
        size,
        last -> last.startedAt().toString());
  }

  @GetMapping("/deployments/{id}")
  DeploymentDetail deployment(@PathVariable UUID id) {
    return new DeploymentDetail(
        deployments.view(id), observations.find(id).orElse(null), drift.find(id).orElse(null));
  }

  /** What bringing this revision to its environment would change now; of what runs, its drift. */
  @GetMapping("/deployments/{id}/differences")
  Plans.Plan differences(@PathVariable UUID id) throws Exception {
    return plans.of(id);
  }

  /** What no deployment accounts for where this one runs; the target itself is asked. */
  @GetMapping("/deployments/{id}/orphans")
  Page<Orphan> orphans(@PathVariable UUID id) {
    return Page.all(plans.orphans(id));
  }

  /** What a planned deployment waits for, and what it would change. */
  @GetMapping("/deployments/{id}/gates")
  GateView gates(@PathVariable UUID id) throws Exception {
    return waiting.view(id);
  }

  /**
   * What somebody says of a plan.
   *
   * @param plan hash of what was looked at; another one than the current is refused
   */
  record NewDecision(String plan, boolean approved, @Nullable String comment) {
    NewDecision {
      if (plan == null || plan.isBlank()) {
        throw new IllegalArgumentException("plan is missing; give the hash of what you looked at");
      }
    }
  }

  @PostMapping("/deployments/{id}/decisions")
  @RequiresScope("cd:approve")
  GateView decide(Identity identity, @PathVariable UUID id, @RequestBody NewDecision decision)
      throws Exception {
    plans.require(id, decision.plan());
    beginnings.decide(
        id, decision.plan(), decision.approved(), identity.subject(), decision.comment());
    return waiting.view(id);
  }

  /** In the order of their applications' names. */
  @GetMapping("/environments")
  Page<EnvironmentView> environments(
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable Health health,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Math.min(Page.size(limit), LARGEST_PAGE);
    var filter = new Board.Filter(applicationId, application, environment, health, cursor);
    return Page.of(board.list(filter, size + 1), size, Board.Cursor::after);
  }

  /**
   * A wish to bring what is stable in an environment to another one.
   *
   * @param to an environment that comes after it
   */
  record NewPromotion(String to) {
    NewPromotion {
      if (to == null || to.isBlank()) {
        throw new IllegalArgumentException("to is missing; name an environment that comes after");
      }
    }
  }

  /** The run that does it. */
  record Promotion(UUID runId) {}

  @PostMapping("/environments/{applicationId}/{environment}/promotions")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("cd:write")
  Promotion promote(
      @PathVariable UUID applicationId,
      @PathVariable String environment,
      @RequestBody NewPromotion wish) {
    String again = Ids.next().toString();
    return new Promotion(promotions.promote(applicationId, environment, wish.to(), again));
  }

  @GetMapping("/targets")
  Page<Targets.Status> targets() {
    return Page.all(targets.status());
  }
}
