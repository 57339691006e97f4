package dev.hexad.agent.event;

import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Messages;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.bus.Parking;
import dev.hexad.service.outbox.Inbox;
import dev.hexad.service.outbox.MessageContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings events to the handlers that want them. */
final class EventSubscription implements SmartLifecycle {
  private final String agent;
  private final Bus bus;
  private final List<EventHandler<?>> handlers;
  private final Inbox inbox;
  private final Parking parking;
  private final TransactionTemplate transaction;
  private Bus.@Nullable Subscription subscription;

  EventSubscription(
      String agent,
      Bus bus,
      List<EventHandler<?>> handlers,
      Inbox inbox,
      Parking parking,
      TransactionTemplate transaction) {
    this.agent = agent;
    this.bus = bus;
    this.handlers = List.copyOf(handlers);
    this.inbox = inbox;
    this.parking = parking;
    this.transaction = transaction;
  }

  /** Handles one event; a second delivery of it does nothing. */
  void accept(Envelope envelope) {
    switch (Messages.readEvent(envelope)) {
      case Messages.Reading.Known(Event event) ->
          MessageContext.of(envelope)
              .run(() -> transaction.executeWithoutResult(status -> dispatch(event, envelope)));
      case Messages.Reading.Malformed(String name, String reason) ->
          parking.park(agent, name + ": " + reason, envelope.toString());
      case Messages.Reading.UnknownType unknown ->
          throw new IllegalStateException("handled type is unknown: " + unknown.type());
    }
  }

  private void dispatch(Event event, Envelope envelope) {
    if (inbox.firstTime("events", envelope.id())) {
      handlers.forEach(handler -> dispatch(handler, event, envelope));
    }
  }

  private static <E extends Event> void dispatch(
      EventHandler<E> handler, Event event, Envelope envelope) {
    if (handler.eventType().isInstance(event)) {
      handler.handle(handler.eventType().cast(event), envelope);
    }
  }

  @Override
  public void start() {
    if (!handlers.isEmpty()) {
      Set<String> types =
          handlers.stream()
              .map(handler -> Messages.typeOf(handler.eventType()))
              .collect(Collectors.toUnmodifiableSet());
      subscription = bus.subscribe("agent-" + agent, Bus.EVENTS, types, this::accept);
    }
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
