package dev.hexad.orchestrator.hook;

import dev.hexad.contracts.event.HookDisabled;
import dev.hexad.service.outbox.MessageContext;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers what is due. Every hook has a few places of its own, so that one whose receiver hangs
 * holds up only itself.
 */
@Component
class HookWorker implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(HookWorker.class);
  private static final int GONE = 410;

  private final HookTable hooks;
  private final DeliveryTable deliveries;
  private final Sender sender;
  private final Outbox outbox;
  private final HookProperties properties;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<UUID, AtomicInteger> busy = new ConcurrentHashMap<>();

  HookWorker(
      HookTable hooks,
      DeliveryTable deliveries,
      Sender sender,
      Outbox outbox,
      HookProperties properties,
      TransactionTemplate transaction,
      Clock clock) {
    this.hooks = hooks;
    this.deliveries = deliveries;
    this.sender = sender;
    this.outbox = outbox;
    this.properties = properties;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Looks for what is due: when something came in, when a place became free, and now and then. */
  @Scheduled(fixedDelay = 1_000)
  synchronized void work() {
    for (UUID hook : deliveries.dueHooks()) {
      AtomicInteger running = busy.computeIfAbsent(hook, id -> new AtomicInteger());
      int free = properties.concurrency() - running.get();
      if (free > 0) {
        Duration claim = properties.timeout().plusSeconds(30);
        for (DeliveryTable.Due due : deliveries.claim(hook, free, claim)) {
          running.incrementAndGet();
          threads.execute(() -> attemptAndGoOn(due, running));
        }
      }
    }
  }

  /** The same, without waiting for it. */
  void workSoon() {
    threads.execute(this::goOn);
  }

  private void attemptAndGoOn(DeliveryTable.Due due, AtomicInteger running) {
    attempt(due, running);
    goOn();
  }

  private void goOn() {
    try {
      work();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("deliveries are looked for again in a second");
    }
  }

  private void attempt(DeliveryTable.Due due, AtomicInteger running) {
    try {
      DeliveryTable.Outcome outcome = sender.send(due);
      transaction.executeWithoutResult(status -> settle(due, outcome));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("delivery", due.id())
          .log("attempt not written down; it is made again when its claim runs out");
    } finally {
      running.decrementAndGet();
    }
  }

  private void settle(DeliveryTable.Due due, DeliveryTable.Outcome outcome) {
    if (outcome.good()) {
      deliveries.done(due.id(), outcome, Delivery.State.DELIVERED, null);
      hooks.succeeded(due.hookId());
      return;
    }
    boolean last = due.attempt() >= properties.maxAttempts();
    deliveries.done(
        due.id(),
        outcome,
        last ? Delivery.State.FAILED : Delivery.State.PENDING,
        last ? null : pause(due.attempt()));
    Instant since = hooks.failed(due.hookId());
    String reason = reason(outcome, since);
    if (reason != null && hooks.disable(due.hookId(), reason)) {
      UUID story = due.hookId();
      outbox.event(
          new HookDisabled(due.hookId(), due.hookName(), reason),
          new MessageContext(due.tenant(), story, null));
      log.atWarn()
          .addKeyValue("hook", due.hookId())
          .addKeyValue("reason", reason)
          .log("hook switched off");
    }
  }

  /** Why to switch the hook off, null when it shall stay on. */
  private @Nullable String reason(DeliveryTable.Outcome outcome, Instant failingSince) {
    if (outcome.status() != null && outcome.status() == GONE) {
      return "The receiver answered 410: it is gone.";
    }
    Duration failing = Duration.between(failingSince, clock.instant());
    return failing.compareTo(properties.disableAfter()) >= 0
        ? "Every delivery failed since " + failingSince + "."
        : null;
  }

  /** Doubles, with as much again or less by chance, so that many do not come at the same moment. */
  private Duration pause(int attempt) {
    long doubled = properties.firstRetry().toMillis() << Math.min(attempt - 1, 30);
    long bounded = Math.clamp(doubled, 1, properties.longestRetry().toMillis());
    return Duration.ofMillis(bounded / 2 + ThreadLocalRandom.current().nextLong(bounded + 1));
  }

  @Override
  public void destroy() {
    List<Runnable> never = threads.shutdownNow();
    if (!never.isEmpty()) {
      log.atInfo().addKeyValue("attempts", never.size()).log("attempts left to the next start");
    }
  }
}
