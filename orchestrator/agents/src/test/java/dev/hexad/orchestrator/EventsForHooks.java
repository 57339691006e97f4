package dev.hexad.orchestrator;

import dev.hexad.orchestrator.hook.HookIntake;
import dev.hexad.service.bus.Bus;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stands where the ledger is in the whole orchestrator: hands on what was told. */
@Component
class EventsForHooks {
  private final Bus bus;
  private final HookIntake hooks;
  private final TransactionTemplate transaction;
  private Bus.@Nullable Subscription subscription;

  EventsForHooks(Bus bus, HookIntake hooks, TransactionTemplate transaction) {
    this.bus = bus;
    this.hooks = hooks;
    this.transaction = transaction;
  }

  @PostConstruct
  void start() {
    subscription =
        bus.subscribeGroups(
            "hooks-alone",
            Bus.EVENTS,
            Bus.GroupHandler.togetherElseOneByOne(
                events -> transaction.executeWithoutResult(status -> hooks.take(events))));
  }

  @PreDestroy
  void stop() {
    if (subscription != null) {
      subscription.close();
    }
  }
}
