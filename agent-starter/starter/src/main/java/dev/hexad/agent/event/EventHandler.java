package dev.hexad.agent.event;

import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import java.util.function.BiConsumer;

/**
 * Listens to one event type. Called once per event, in the transaction that marks it handled; of
 * several instances of an agent one is called.
 */
public interface EventHandler<E extends Event> {
  Class<E> eventType();

  void handle(E event, Envelope envelope);

  /** Makes one that gives each event to an action. */
  static <E extends Event> EventHandler<E> of(Class<E> type, BiConsumer<E, Envelope> action) {
    return new EventHandler<>() {
      @Override
      public Class<E> eventType() {
        return type;
      }

      @Override
      public void handle(E event, Envelope envelope) {
        action.accept(event, envelope);
      }
    };
  }
}
