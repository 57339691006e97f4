package dev.hexad.orchestrator.lease;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Leases for everyone: stages of runs, deployments, drift fixes, remediations. First come, first
 * served; several things are given together or not at all; each lease has a token that grows, by
 * which a holder is recognised who has lost his lease without knowing.
 */
@Service
public class Leases {
  private static final int MOST = 20;
  private static final Pattern RESOURCE = Pattern.compile("[a-z][a-z0-9-]*:[A-Za-z0-9._/-]{1,150}");

  private final LeaseStore store;
  private final ObjectProvider<LeaseListener> listeners;

  Leases(LeaseStore store, ObjectProvider<LeaseListener> listeners) {
    this.store = store;
    this.listeners = listeners;
  }

  /**
   * What somebody wants for himself.
   *
   * @param id chosen by who asks; asking again with the same one is asking once
   * @param ttlSeconds how long it lasts without being renewed, 5 to 3600
   */
  public record Wish(
      UUID id,
      String tenant,
      String holder,
      @Nullable UUID runId,
      @Nullable String stage,
      @Nullable String reason,
      List<String> resources,
      int ttlSeconds) {
    public Wish {
      resources = List.copyOf(resources);
      if (resources.isEmpty() || resources.size() > MOST) {
        throw new HexadException(ProblemType.INVALID, "Name 1 to " + MOST + " 'resources'.");
      }
      for (String resource : resources) {
        if (!RESOURCE.matcher(resource).matches()) {
          throw new HexadException(
              ProblemType.INVALID,
              "'"
                  + resource
                  + "' is no resource; write kind:name, as environment:shop/production.");
        }
      }
      if (ttlSeconds < 5 || ttlSeconds > 3_600) {
        throw new HexadException(ProblemType.INVALID, "'ttlSeconds' lies between 5 and 3600.");
      }
    }
  }

  /** Takes a place in line, and the lease itself when nobody stands before. */
  @Transactional
  public Lease request(Wish wish) {
    store.lock(wish.tenant());
    store.insert(wish);
    store.grant(wish.id());
    return store.find(wish.id()).orElseThrow();
  }

  public Optional<Lease> find(UUID id) {
    return store.find(id);
  }

  /** A lease of a tenant; not-found when it has ended. */
  public Lease require(String tenant, UUID id) {
    return store
        .find(id)
        .filter(lease -> lease.tenant().equals(tenant))
        .orElseThrow(() -> HexadException.notFound("lease", id));
  }

  /** Lasts on; not-found when it has run out, and then somebody else may have it. */
  @Transactional
  public Lease renew(String tenant, UUID id) {
    require(tenant, id);
    if (!store.renew(id)) {
      throw HexadException.notFound("lease", id);
    }
    return require(tenant, id);
  }

  /** Gives it back, or the place in line; nothing happens when it is not there. */
  @Transactional
  public void release(UUID id) {
    store.find(id).ifPresent(lease -> end(lease, false));
  }

  private void end(Lease lease, boolean onlyExpired) {
    store.lock(lease.tenant());
    if (!store.delete(lease.id(), onlyExpired)) {
      return;
    }
    for (UUID next : store.waiting(lease.tenant(), lease.resources())) {
      if (store.grant(next)) {
        Lease granted = store.find(next).orElseThrow();
        listeners.forEach(listener -> listener.granted(granted));
      }
    }
  }

  /** Who stands before this one, the holder first. */
  public List<Lease> before(Lease lease) {
    return lease.granted() ? List.of() : store.before(lease);
  }

  List<Lease> page(String tenant, @Nullable String resource, @Nullable UUID after, int limit) {
    return store.page(tenant, resource, after, limit);
  }

  @Scheduled(initialDelay = 2_000, fixedDelay = 15_000)
  void renewForRuns() {
    store.renewForRuns();
  }

  @Scheduled(initialDelay = 20_000, fixedDelay = 2_000)
  @Transactional
  public void expire() {
    store.expired().forEach(lease -> end(lease, true));
  }
}
