package dev.hexad.cloud.audit;

import dev.hexad.cloud.action.Acts;
import dev.hexad.cloud.action.AuditTrail;
import dev.hexad.cloud.audit.FindingStore.Narrow;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cloud")
class FindingController {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Audit audit;
  private final Checks checks;
  private final FindingStore store;
  private final FindingIac iac;
  private final Acts acts;
  private final AuditTrail trail;
  private final Clock clock;

  FindingController(
      Audit audit,
      Checks checks,
      FindingStore store,
      FindingIac iac,
      Acts acts,
      AuditTrail trail,
      Clock clock) {
    this.audit = audit;
    this.checks = checks;
    this.store = store;
    this.iac = iac;
    this.acts = acts;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * A finding with its check and what happened to it.
   *
   * @param iac whether IaC owns the resource; null when nobody has to know
   */
  record Detail(
      Finding finding,
      Check check,
      List<FindingStore.Event> history,
      FindingIac.@Nullable Ownership iac) {}

  /**
   * A wish to let something pass.
   *
   * @param everywhere for all resources, and not only for this one
   */
  record NewException(
      @NotBlank @Size(max = 100) String owner,
      @NotBlank @Size(max = 500) String reason,
      @NotNull Instant expiresAt,
      @Nullable Boolean everywhere) {}

  /** The act that was planned. */
  record Planned(UUID actId) {}

  @GetMapping("/checks")
  @RequiresScope("cloud:read")
  Page<Check> checks() {
    return Page.all(checks.all());
  }

  @GetMapping("/findings")
  @RequiresScope("cloud:read")
  Page<Finding> list(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(required = false) @Nullable String severity,
      @RequestParam(required = false) @Nullable String check,
      @RequestParam(required = false) @Nullable String account,
      @RequestParam(required = false) @Nullable UUID resource,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    String wanted = state.equalsIgnoreCase("all") ? null : state;
    var narrow = new Narrow(wanted, severity, check, account, resource);
    return Page.of(store.page(narrow, cursor, size + 1), size, last -> last.id().toString());
  }

  @GetMapping("/findings/trend")
  @RequiresScope("cloud:read")
  Page<FindingStore.Day> trend(@RequestParam(defaultValue = "30") int days) {
    return Page.all(store.trend(Math.clamp(days, 1, 366)));
  }

  @GetMapping("/findings/{id}")
  @RequiresScope("cloud:read")
  Detail get(@PathVariable UUID id) {
    Finding finding = store.require(id);
    Check check = checks.require(finding.checkId());
    return new Detail(finding, check, store.history(id), iac.of(finding, check));
  }

  @GetMapping("/audits")
  @RequiresScope("cloud:read")
  Page<FindingStore.Run> runs(@RequestParam(required = false) @Nullable Integer limit) {
    return Page.all(store.runs(Page.size(limit)));
  }

  /** Audits now. */
  @PostMapping("/audits")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("cloud:write")
  FindingStore.Run run() {
    return audit.run();
  }

  /** Lets it pass until a day. */
  @PostMapping("/findings/{id}/exception")
  @RequiresScope("cloud:approve")
  @Transactional
  public Finding except(
      Identity identity, @PathVariable UUID id, @Valid @RequestBody NewException wish) {
    Instant now = clock.instant();
    if (!wish.expiresAt().isAfter(now) || wish.expiresAt().isAfter(now.plus(LONGEST))) {
      throw new HexadException(
          ProblemType.INVALID, "'expiresAt' must lie ahead, by a year at the most.");
    }
    Finding finding = store.require(id);
    UUID uid = Boolean.TRUE.equals(wish.everywhere()) ? null : finding.uid();
    store.except(Ids.next(), finding.checkId(), uid, wish.owner(), wish.reason(), wish.expiresAt());
    store.event(id, "EXCEPTED until " + wish.expiresAt(), identity.subject());
    trail.add(
        identity.subject(),
        "EXCEPTED",
        null,
        finding.uid(),
        finding.checkId() + " until " + wish.expiresAt() + ": " + wish.reason());
    return store.require(id);
  }

  /**
   * Plans the action that makes it right; carry that act out to have it done.
   *
   * @param force also when IaC owns the resource, which brings it back at its next apply
   */
  @PostMapping("/findings/{id}/fix")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("cloud:write")
  Planned fix(
      Identity identity,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean force) {
    Finding finding = store.require(id);
    Check check = checks.require(finding.checkId());
    Check.Fix fix = check.fix();
    if (fix == null) {
      throw new HexadException(
          ProblemType.CONFLICT, "No action makes this right. " + check.remedy());
    }
    var part = new Acts.Part(finding.uid(), fix.action(), fix.parameters());
    UUID act =
        acts.plan(
            identity.subject(),
            new Acts.Order(
                fix.action(), fix.parameters(), List.of(part), "fixes " + check.id(), null, force));
    return new Planned(act);
  }
}
