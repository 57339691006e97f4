package dev.hexad.cloud.inventory;

import dev.hexad.cloud.inventory.KnownHashes.Novelty;
import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.Reading;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings the inventory to what a scope says while it is being read. What has not changed costs no
 * write. Not thread-safe.
 */
final class ScopeReading implements Reading {
  /** Kept between a claim's renewals; half of what the claim lasts. */
  static final Duration CLAIM = Duration.ofMinutes(4);

  private static final int BATCH = 250;
  private static final int REMOVED_AT_ONCE = 1_000;

  private final ScopeKey scope;
  private final UUID claim;
  private final ResourceStore resources;
  private final ScopeStore scopes;
  private final TransactionOperations transactions;
  private final Function<Map<String, String>, @Nullable String> owners;
  private final Clock clock;
  private final KnownHashes known;
  private final Fingerprint fingerprint = new Fingerprint();
  private final PageMemory memory;
  private final Map<Long, PageMemory.Page> pages = new HashMap<>();
  private final Map<UUID, ResourceStore.Row> batch = new LinkedHashMap<>();
  private PageMemory.@Nullable Page open;
  private long openHash;
  private Instant renewed;
  private int added;
  private int changed;
  private int removed;

  ScopeReading(
      ScopeKey scope,
      UUID claim,
      Stores stores,
      Function<Map<String, String>, @Nullable String> owners,
      PageMemory memory,
      Clock clock) {
    this.scope = scope;
    this.claim = claim;
    this.resources = stores.resources();
    this.scopes = stores.scopes();
    this.transactions = stores.transactions();
    this.owners = owners;
    this.memory = memory;
    this.clock = clock;
    this.known = inTransaction(() -> resources.known(scope));
    this.renewed = clock.instant();
  }

  /** Where a reading is kept. */
  record Stores(ResourceStore resources, ScopeStore scopes, TransactionOperations transactions) {}

  /** What came of it. */
  record Counts(int total, int added, int changed, int removed) {}

  @Override
  public void accept(CloudResource resource) {
    String owner = owners.apply(resource.tags());
    UUID uid = ResourceKey.of(scope.provider(), scope.account(), resource.type(), resource.id());
    long hash = fingerprint.of(resource, owner);
    Novelty novelty = known.see(uid, hash);
    if (open != null) {
      open.add(uid.getMostSignificantBits(), hash);
    }
    switch (novelty) {
      case SAME -> {}
      case NEW -> added++;
      case CHANGED -> {
        if (!batch.containsKey(uid)) {
          changed++;
        }
      }
    }
    if (novelty != Novelty.SAME) {
      batch.put(uid, new ResourceStore.Row(uid, resource, owner, hash));
    }
    if (batch.size() >= BATCH) {
      flush();
    }
    keepUp();
  }

  private void keepUp() {
    if (clock.instant().isAfter(renewed.plus(CLAIM.dividedBy(4)))) {
      flush();
    }
  }

  @Override
  public boolean isKnown(long hash) {
    keepUp();
    PageMemory.Page before = memory.page(hash);
    if (before != null && before.met(known)) {
      pages.put(hash, before);
      return true;
    }
    open = new PageMemory.Page();
    openHash = hash;
    return false;
  }

  @Override
  public void endPage(boolean whole) {
    if (open != null && whole) {
      pages.put(openHash, open);
    }
    open = null;
  }

  /** Writes what is waiting; also when the reading broke off, since what was seen is true. */
  void flush() {
    inTransaction(() -> {
      keepClaim();
      if (!batch.isEmpty()) {
        resources.write(scope, batch.values(), clock.instant());
      }
      return batch;
    });
    batch.clear();
  }

  /** The scope was read to its end: what was not seen is gone. */
  Counts finish() {
    flush();
    var gone = new ArrayList<UUID>();
    if (known.unseen() > 0) {
      inTransaction(() -> {
        resources.each(
            scope,
            (uid, hash) -> {
              if (known.missed(uid)) {
                gone.add(uid);
              }
            });
        return gone;
      });
    }
    for (int from = 0; from < gone.size(); from += REMOVED_AT_ONCE) {
      List<UUID> some = gone.subList(from, Math.min(gone.size(), from + REMOVED_AT_ONCE));
      inTransaction(() -> {
        keepClaim();
        removed += resources.remove(some, clock.instant());
        return some;
      });
    }
    memory.replace(pages);
    return counts();
  }

  Counts counts() {
    return new Counts(known.seen(), added, changed, removed);
  }

  private void keepClaim() {
    if (!scopes.renew(scope, claim, CLAIM)) {
      throw new HexadException(
          ProblemType.INTERRUPTED, "Somebody else reads " + scope.scope() + " by now.");
    }
    renewed = clock.instant();
  }

  private <T> T inTransaction(java.util.function.Supplier<T> work) {
    T result = transactions.execute(status -> work.get());
    if (result == null) {
      throw new IllegalStateException("a transaction without a result");
    }
    return result;
  }
}
