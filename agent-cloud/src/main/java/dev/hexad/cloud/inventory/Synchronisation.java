package dev.hexad.cloud.inventory;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.inventory.ScopeReading.Counts;
import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Reads scopes, each under a claim, and brings the inventory to what they say. */
@Component
class Synchronisation {
  private static final Logger log = LoggerFactory.getLogger(Synchronisation.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 7;
  private static final int LONGEST_PROBLEM = 1_000;

  private final LiveConfiguration<CloudSettings> settings;
  private final ScopeReading.Stores stores;
  private final Clock clock;
  private final Map<ScopeKey, PageMemory> memories = new ConcurrentHashMap<>();

  Synchronisation(
      LiveConfiguration<CloudSettings> settings,
      ResourceStore resources,
      ScopeStore scopes,
      TransactionOperations transactions,
      Clock clock) {
    this.settings = settings;
    this.stores = new ScopeReading.Stores(resources, scopes, transactions);
    this.clock = clock;
  }

  /**
   * How a scope was read.
   *
   * @param problem null when it was read to its end
   */
  record Outcome(ScopeKey scope, Counts counts, @Nullable String problem) {
    int changes() {
      return counts.added() + counts.changed() + counts.removed();
    }
  }

  /** Asks an account who it is and which scopes it has, and keeps the answer. */
  Availability discover(String provider, CloudAccount account) {
    ScopeStore scopes = stores.scopes();
    Availability answer = account.availability();
    switch (answer) {
      case Availability.Unavailable(String reason) ->
          scopes.account(account.name(), provider, null, "UNAVAILABLE", reason);
      case Availability.Available(String id, String detail) -> {
        try {
          scopes.scopes(provider, id, account.name(), account.scopes());
          scopes.account(account.name(), provider, id, "AVAILABLE", detail);
        } catch (ProviderException e) {
          scopes.account(account.name(), provider, id, "UNAVAILABLE", text(e));
          return new Availability.Unavailable(text(e));
        }
      }
    }
    return answer;
  }

  /** Reads a scope that this claim holds. */
  Outcome read(CloudAccount account, ScopeKey key, UUID claim) {
    Instant start = clock.instant();
    var reading = new ScopeReading(key, claim, stores, this::owner, memory(key), clock);
    try {
      requireSame(account, key);
      account.read(key.scope(), reading);
      Counts counts = reading.finish();
      Duration took = Duration.between(start, clock.instant());
      Duration next = Duration.ofMinutes(settings.current().syncMinutes());
      stores.scopes().succeeded(key, claim, took, next);
      return new Outcome(key, counts, null);
    } catch (ProviderException e) {
      reading.flush();
      boolean denied = e.kind() == ProviderException.Kind.DENIED;
      return failed(key, claim, reading.counts(), denied ? "DENIED" : "FAILED", e);
    } catch (HexadException e) {
      return failed(key, claim, reading.counts(), "FAILED", e);
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("scope", key).log("the adapter is at fault");
      return failed(key, claim, reading.counts(), "FAILED", e);
    }
  }

  /** Credentials that open another account must not fill this one with what they see. */
  private static void requireSame(CloudAccount account, ScopeKey key) {
    if (account.availability() instanceof Availability.Available(String id, String detail)
        && !id.equals(key.account())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The account '%s' answers as %s and not as %s; nothing was read."
              .formatted(account.name(), id, key.account()));
    }
  }

  /** Reads a scope, due or not; waits while somebody else reads it. */
  Outcome readNow(CloudAccount account, ScopeKey key) throws InterruptedException {
    UUID claim = Ids.next();
    while (!stores.scopes().claim(key, claim, ScopeReading.CLAIM)) {
      if (stores.scopes().accountName(key).isEmpty()) {
        return new Outcome(key, new Counts(0, 0, 0, 0), "There is no such scope any more.");
      }
      Thread.sleep(Duration.ofMillis(100));
    }
    return read(account, key, claim);
  }

  private Outcome failed(
      ScopeKey key, UUID claim, Counts counts, String state, RuntimeException e) {
    String problem = text(e);
    int doublings = Math.min(stores.scopes().failures(key), MOST_DOUBLINGS);
    Duration next = FIRST_RETRY.multipliedBy(1L << doublings);
    stores.scopes().failed(key, claim, state, problem, next);
    log.atWarn()
        .addKeyValue("account", key.account())
        .addKeyValue("scope", key.scope())
        .log("scope not read: {}", problem);
    return new Outcome(key, counts, problem);
  }

  private static String text(RuntimeException e) {
    String text = String.valueOf(e.getMessage());
    return text.length() > LONGEST_PROBLEM ? text.substring(0, LONGEST_PROBLEM) + " …" : text;
  }

  private PageMemory memory(ScopeKey key) {
    List<String> tags = settings.current().ownerTags();
    return memories.compute(
        key, (k, old) -> old != null && old.isFor(tags) ? old : new PageMemory(tags));
  }

  private @Nullable String owner(Map<String, String> tags) {
    List<String> names = settings.current().ownerTags();
    return names.stream()
        .map(tags::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .orElse(null);
  }
}
