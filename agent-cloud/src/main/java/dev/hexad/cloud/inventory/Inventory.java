package dev.hexad.cloud.inventory;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.inventory.Synchronisation.Outcome;
import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.command.SyncParameters;
import dev.hexad.contracts.event.InventorySynchronised;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.outbox.Outbox;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps the inventory up to date over all accounts. */
@Service
class Inventory {
  private static final Logger log = LoggerFactory.getLogger(Inventory.class);

  private final List<CloudProvider> providers;
  private final Synchronisation synchronisation;
  private final ScopeStore scopes;
  private final ResourceStore resources;
  private final LiveConfiguration<CloudSettings> settings;
  private final TransactionOperations transactions;
  private final Outbox outbox;
  private final AtomicInteger workers = new AtomicInteger();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  Inventory(
      List<CloudProvider> providers,
      Synchronisation synchronisation,
      ScopeStore scopes,
      ResourceStore resources,
      LiveConfiguration<CloudSettings> settings,
      TransactionOperations transactions,
      Outbox outbox) {
    this.providers = List.copyOf(providers);
    this.synchronisation = synchronisation;
    this.scopes = scopes;
    this.resources = resources;
    this.settings = settings;
    this.transactions = transactions;
    this.outbox = outbox;
  }

  List<CloudProvider> providers() {
    return providers;
  }

  /** An account with what the provider says of it. */
  record Known(String provider, CloudAccount account, Availability availability) {}

  /** Asks all accounts who they are; those of no configuration are forgotten. */
  List<Known> discover(@Nullable String provider) throws InterruptedException {
    var work = new ArrayList<Callable<Known>>();
    var names = new ArrayList<String>();
    for (CloudProvider one : providers) {
      for (CloudAccount account : one.accounts()) {
        names.add(account.name());
        if (provider == null || one.name().equals(provider)) {
          work.add(
              () -> new Known(one.name(), account, synchronisation.discover(one.name(), account)));
        }
      }
    }
    scopes.forgetAccountsBut(names);
    return together(work);
  }

  /**
   * Reads one provider, or all.
   *
   * @throws HexadException when there is no such provider
   */
  List<SyncParameters.Account> run(@Nullable String provider) throws InterruptedException {
    if (provider != null && providers.stream().noneMatch(p -> p.name().equals(provider))) {
      throw HexadException.notFound("provider", provider);
    }
    var read = new ArrayList<SyncParameters.Account>();
    for (Known known : discover(provider)) {
      switch (known.availability()) {
        case Availability.Unavailable(String reason) ->
            read.add(new SyncParameters.Account(known.provider(), "", 0, 0, 0, 0, reason));
        case Availability.Available(String id, String detail) ->
            read.add(told(known.provider(), id, readAll(known, id)));
      }
    }
    return read;
  }

  private List<Outcome> readAll(Known known, String id) throws InterruptedException {
    var work = new ArrayList<Callable<Outcome>>();
    for (ScopeKey key : scopes.of(known.provider(), id, known.account().name())) {
      work.add(() -> synchronisation.readNow(known.account(), key));
    }
    return together(work);
  }

  /**
   * Has the scopes read whose turn it is. Returns at once: a scope that takes days holds up no
   * other one.
   */
  void readDue() {
    int most = settings.current().atOnce();
    while (workers.get() < most) {
      UUID claim = Ids.next();
      List<ScopeKey> due = scopes.claimDue(claim, ScopeReading.CLAIM, 1);
      if (due.isEmpty()) {
        return;
      }
      workers.incrementAndGet();
      executor.execute(() -> work(due.getFirst(), claim));
    }
  }

  private void work(ScopeKey key, UUID claim) {
    try {
      account(key)
          .ifPresent(account -> {
            Outcome outcome = synchronisation.read(account, key, claim);
            if (outcome.changes() > 0) {
              told(key.provider(), key.account(), List.of(outcome));
            }
          });
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("scope", key).log("scope not read");
    } finally {
      workers.decrementAndGet();
    }
    if (!executor.isShutdown()) {
      readDue();
    }
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  private Optional<CloudAccount> account(ScopeKey key) {
    return scopes
        .accountName(key)
        .flatMap(name ->
            providers.stream()
                .filter(provider -> provider.name().equals(key.provider()))
                .flatMap(provider -> provider.accounts().stream())
                .filter(account -> account.name().equals(name))
                .findFirst());
  }

  /** Tells everyone what came of it; nothing is told when nothing could be read. */
  private SyncParameters.Account told(String provider, String account, List<Outcome> outcomes) {
    int added = outcomes.stream().mapToInt(o -> o.counts().added()).sum();
    int changed = outcomes.stream().mapToInt(o -> o.counts().changed()).sum();
    int removed = outcomes.stream().mapToInt(o -> o.counts().removed()).sum();
    List<Outcome> failed = outcomes.stream().filter(o -> o.problem() != null).toList();
    if (failed.size() == outcomes.size() && !failed.isEmpty() && added + changed == 0) {
      return new SyncParameters.Account(provider, account, 0, 0, 0, 0, failed.getFirst().problem());
    }
    int total = resources.count(provider, account);
    var event = new InventorySynchronised(provider, account, total, added, changed, removed);
    transactions.executeWithoutResult(status -> outbox.event(event));
    return new SyncParameters.Account(provider, account, total, added, changed, removed, null);
  }

  private <T> List<T> together(List<Callable<T>> work) throws InterruptedException {
    var turns = new Semaphore(settings.current().atOnce());
    var results = new ArrayList<T>();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> one : work) {
        futures.add(
            tasks.submit(() -> {
              turns.acquire();
              try {
                return one.call();
              } finally {
                turns.release();
              }
            }));
      }
      for (Future<T> future : futures) {
        try {
          results.add(future.get());
        } catch (ExecutionException e) {
          log.atError().setCause(e.getCause()).log("it could not be asked");
        } catch (InterruptedException e) {
          tasks.shutdownNow();
          throw e;
        }
      }
    }
    return results;
  }
}
