package dev.hexad.service.bus;

import dev.hexad.contracts.message.Envelope;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The message bus. At-least-once, ordered per topic and key. Adapters: Kafka; others pass the same
 * contract suite.
 */
public interface Bus {
  /** The topic of all events. */
  String EVENTS = "hexad.events";

  /** The topic of commands to one agent. */
  static String commands(String agent) {
    return "hexad.commands." + agent;
  }

  /**
   * Sends messages in order and returns when the broker has stored all of them.
   *
   * @throws BusUnavailableException when not all are stored; some may be
   */
  void publish(List<Message> messages);

  /**
   * Delivers each message of these types to one member of the group. A handler that throws gets the
   * message again, with back-off.
   *
   * @param types others are passed over, mostly without being read
   */
  Subscription subscribe(String group, String topic, Set<String> types, Handler handler);

  /** As {@link #subscribe}, but gives what has come together at once, in order. */
  Subscription subscribeGroups(String group, String topic, GroupHandler handler);

  /** Takes several messages; returning means that all are done and need not come again. */
  @FunctionalInterface
  interface GroupHandler {
    /**
     * Takes messages.
     *
     * @throws PartlyHandledException when only the first of them are done
     */
    void handle(List<Envelope> envelopes);

    /**
     * Tries all together; if that fails, one by one, so that those before a bad one get through.
     *
     * @param all takes any number of messages, all or none of them
     */
    static GroupHandler togetherElseOneByOne(Consumer<List<Envelope>> all) {
      return envelopes -> {
        try {
          all.accept(envelopes);
        } catch (RuntimeException together) {
          for (int i = 0; i < envelopes.size(); i++) {
            try {
              all.accept(envelopes.subList(i, i + 1));
            } catch (RuntimeException e) {
              throw new PartlyHandledException(i, e);
            }
          }
        }
      };
    }
  }

  /** The messages before this one are done; this one failed, and the later ones were not tried. */
  final class PartlyHandledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int failed;

    PartlyHandledException(int failed, Throwable cause) {
      super("message " + failed + " of a group failed", cause);
      this.failed = failed;
    }

    int failed() {
      return failed;
    }
  }

  /**
   * A message with its way.
   *
   * @param type of the envelope
   * @param envelope as it was written
   */
  record Message(String topic, String key, String type, String envelope) {}

  /** Takes one message; returning means it is done and need not come again. */
  @FunctionalInterface
  interface Handler {
    void handle(Envelope envelope);
  }

  /** A running subscription; closing it ends delivery after the message in work. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** The broker did not take the messages. */
  final class BusUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BusUnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
