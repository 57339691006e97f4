package dev.hexad.orchestrator.lease;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
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
@RequestMapping("/api/v1/leases")
class LeaseController {
  private static final int DEFAULT_TTL = 60;
  private static final int LONGEST_WAIT_SECONDS = 20;
  private static final int LOOK_EVERY_MILLIS = 200;

  private final Leases leases;

  LeaseController(Leases leases) {
    this.leases = leases;
  }

  /**
   * A wish for a lease.
   *
   * @param ttlSeconds how long it lasts without being renewed, 60 when absent
   */
  record NewLease(
      @Nullable List<String> resources, @Nullable Integer ttlSeconds, @Nullable String reason) {}

  /**
   * A lease as the API shows it.
   *
   * @param position 0 for who has it, 1 for the next one
   * @param waitsFor who stands before, the holder first
   */
  record LeaseView(
      UUID id,
      List<String> resources,
      String holder,
      @Nullable UUID runId,
      @Nullable String stage,
      @Nullable String reason,
      boolean granted,
      @Nullable Long token,
      int position,
      List<String> waitsFor,
      Instant requestedAt,
      @Nullable Instant grantedAt,
      Instant expiresAt) {}

  @GetMapping
  @RequiresScope("leases:read")
  Page<LeaseView> list(
      Identity identity,
      @RequestParam(required = false) @Nullable String resource,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    Page<Lease> page =
        Page.of(
            leases.page(identity.tenant(), resource, cursor, size + 1),
            size,
            last -> last.id().toString());
    return new Page<>(page.items().stream().map(this::view).toList(), page.nextCursor());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("leases:write")
  LeaseView request(
      Identity identity,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody NewLease wish) {
    UUID id =
        key == null ? Ids.next() : Ids.derived(identity.tenant(), "lease", identity.subject(), key);
    return view(
        leases.request(
            new Leases.Wish(
                id,
                identity.tenant(),
                identity.subject(),
                null,
                null,
                wish.reason(),
                wish.resources() == null ? List.of() : wish.resources(),
                wish.ttlSeconds() == null ? DEFAULT_TTL : wish.ttlSeconds())));
  }

  /** Answers when it is given, or after these seconds at the latest; who waits is not forgotten. */
  @GetMapping("/{id}")
  @RequiresScope("leases:read")
  LeaseView get(
      Identity identity, @PathVariable UUID id, @RequestParam(defaultValue = "0") int waitSeconds)
      throws InterruptedException {
    long until =
        System.nanoTime() + Math.clamp(waitSeconds, 0, LONGEST_WAIT_SECONDS) * 1_000_000_000L;
    Lease lease = leases.require(identity.tenant(), id);
    while (!lease.granted() && System.nanoTime() < until) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      lease = leases.require(identity.tenant(), id);
    }
    return view(lease);
  }

  @PostMapping("/{id}/renew")
  @RequiresScope("leases:write")
  LeaseView renew(Identity identity, @PathVariable UUID id) {
    requireOwn(identity, id);
    return view(leases.renew(identity.tenant(), id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("leases:write")
  void release(Identity identity, @PathVariable UUID id) {
    requireOwn(identity, id);
    leases.release(id);
  }

  /** Agents have no business with leases of others; people may end one that is left behind. */
  private void requireOwn(Identity identity, UUID id) {
    Lease lease = leases.require(identity.tenant(), id);
    if (lease.runId() != null) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The lease belongs to stage '" + lease.stage() + "' of a run; cancel the run instead.");
    }
    boolean agent = identity.subject().startsWith("agent:");
    if (agent && !lease.holder().equals(identity.subject())) {
      throw new HexadException(
          ProblemType.FORBIDDEN, "The lease belongs to " + lease.holder() + ".");
    }
  }

  private LeaseView view(Lease lease) {
    List<Lease> before = leases.before(lease);
    return new LeaseView(
        lease.id(),
        lease.resources(),
        lease.holder(),
        lease.runId(),
        lease.stage(),
        lease.reason(),
        lease.granted(),
        lease.token(),
        before.size(),
        before.stream().map(Lease::holder).toList(),
        lease.requestedAt(),
        lease.grantedAt(),
        lease.expiresAt());
  }
}
