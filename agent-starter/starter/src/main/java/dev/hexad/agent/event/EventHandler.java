package dev.hexad.agent.event;

import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;

/**
 * Listens to one event type. Called once per event, in the transaction that marks it handled; of
 * several instances of an agent one is called.
 */
public interface EventHandler<E extends Event> {
  Class<E> eventType();

  void handle(E event, Envelope envelope);
}
