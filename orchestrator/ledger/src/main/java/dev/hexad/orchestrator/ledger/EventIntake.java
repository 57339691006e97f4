package dev.hexad.orchestrator.ledger;

import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Messages;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.outbox.MessageContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes every event from the bus: into the ledger and through the projections, in one transaction.
 */
@Component
final class EventIntake implements SmartLifecycle {
  private final Bus bus;
  private final Ledger ledger;
  private final List<LedgerProjection> projections;
  private final List<LedgerWatcher> watchers;
  private final LedgerTail tail;
  private final TransactionTemplate transaction;
  private Bus.@Nullable Subscription subscription;

  EventIntake(
      Bus bus,
      Ledger ledger,
      List<LedgerProjection> projections,
      List<LedgerWatcher> watchers,
      LedgerTail tail,
      PlatformTransactionManager transactions) {
    this.bus = bus;
    this.ledger = ledger;
    this.projections = List.copyOf(projections);
    this.watchers = List.copyOf(watchers);
    this.tail = tail;
    this.transaction = new TransactionTemplate(transactions);
  }

  private void record(List<Envelope> envelopes) {
    transaction.executeWithoutResult(status -> {
      List<Envelope> fresh = ledger.append(envelopes);
      for (Envelope envelope : fresh) {
        if (Messages.readEvent(envelope) instanceof Messages.Reading.Known(Event event)) {
          MessageContext.of(envelope)
              .run(() -> projections.forEach(projection -> projection.apply(envelope, event)));
        }
      }
      watchers.forEach(watcher -> watcher.recorded(fresh));
    });
    tail.grown();
  }

  @Override
  public void start() {
    subscription =
        bus.subscribeGroups(
            "orchestrator", Bus.EVENTS, Bus.GroupHandler.togetherElseOneByOne(this::record));
  }

  @Override
  public void stop() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
  }

  @Override
  public boolean isRunning() {
    return subscription != null;
  }
}
