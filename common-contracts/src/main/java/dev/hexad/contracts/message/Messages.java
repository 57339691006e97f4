package dev.hexad.contracts.message;

import dev.hexad.contracts.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;

/** Maps event records to their wire types and back. */
public final class Messages {
  private static final Map<String, Class<? extends Event>> EVENTS = eventTypes();

  private Messages() {}

  /** What reading an envelope as an event gave. */
  public sealed interface Reading {
    record Known(Event event) implements Reading {}

    /** Nobody here knows this type or version: park it, do not drop it. */
    record UnknownType(String type) implements Reading {}

    /** The type is known, the payload is not of its shape. */
    record Malformed(String type, String reason) implements Reading {}
  }

  /**
   * The wire type of a record.
   *
   * @throws IllegalArgumentException when the class carries no {@link MessageType}
   */
  public static String typeOf(Class<?> type) {
    MessageType name = type.getAnnotation(MessageType.class);
    if (name == null) {
      throw new IllegalArgumentException(type + " has no @MessageType");
    }
    return name.value();
  }

  /** All event types this release knows, sorted. */
  public static TreeSet<String> eventTypeNames() {
    return new TreeSet<>(EVENTS.keySet());
  }

  public static Reading readEvent(Envelope envelope) {
    Class<? extends Event> type = EVENTS.get(envelope.type());
    if (type == null) {
      return new Reading.UnknownType(envelope.type());
    }
    try {
      return new Reading.Known(Json.convert(envelope.data(), type));
    } catch (JacksonException | IllegalArgumentException e) {
      String reason = e.getMessage();
      return new Reading.Malformed(envelope.type(), reason == null ? e.toString() : reason);
    }
  }

  private static Map<String, Class<? extends Event>> eventTypes() {
    var types = new LinkedHashMap<String, Class<? extends Event>>();
    for (Class<?> type : Event.class.getPermittedSubclasses()) {
      types.put(typeOf(type), type.asSubclass(Event.class));
    }
    return Map.copyOf(types);
  }
}
