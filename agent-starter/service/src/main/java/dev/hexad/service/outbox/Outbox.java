package dev.hexad.service.outbox;

import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Messages;
import dev.hexad.service.ServiceProperties;
import dev.hexad.service.bus.Bus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends messages with the transaction that causes them: they go out if and only if it commits.
 * Order holds per key as long as the same transaction also changes the row that the key names.
 */
public class Outbox {
  private final JdbcClient jdbc;
  private final ServiceProperties service;
  private final Clock clock;
  private final OutboxSignal signal;

  Outbox(JdbcClient jdbc, ServiceProperties service, Clock clock, OutboxSignal signal) {
    this.jdbc = jdbc;
    this.service = service;
    this.clock = clock;
    this.signal = signal;
  }

  /** Publishes an event to everyone, with the current message context. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Envelope event(Event event) {
    return event(event, MessageContext.current());
  }

  /** Publishes an event to everyone, with a context of its own. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Envelope event(Event event, @Nullable MessageContext context) {
    Envelope envelope =
        envelope(
            Ids.next(),
            Messages.typeOf(event.getClass()),
            event.subject(),
            Json.tree(event),
            context);
    append(Bus.EVENTS, event.subject(), envelope);
    return envelope;
  }

  /** An event with the story that it belongs to. */
  public record Contextual(Event event, MessageContext context) {}

  /** Publishes many events at once, in this order. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void events(List<Contextual> events) {
    for (Contextual each : events) {
      Event event = each.event();
      String type = Messages.typeOf(event.getClass());
      append(
          Bus.EVENTS,
          event.subject(),
          envelope(Ids.next(), type, event.subject(), Json.tree(event), each.context()));
    }
  }

  /** Sends a message to any topic. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void send(
      String topic,
      String key,
      UUID id,
      String type,
      Object data,
      @Nullable MessageContext context) {
    append(topic, key, envelope(id, type, key, Json.tree(data), context));
  }

  /** Publishes an event as somebody else wrote it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void forward(Envelope envelope) {
    append(Bus.EVENTS, envelope.subject(), envelope);
  }

  private Envelope envelope(
      UUID id,
      String type,
      String subject,
      tools.jackson.databind.JsonNode data,
      @Nullable MessageContext context) {
    UUID correlation = context == null ? id : context.correlationId();
    return new Envelope(
        "1.0",
        id,
        ("orchestrator".equals(service.name()) ? "/" : "/agents/") + service.name(),
        type,
        subject,
        clock.instant(),
        "application/json",
        context == null ? service.tenantName() : context.tenant(),
        correlation,
        context == null ? null : context.causationId(),
        traceparent(correlation, id),
        data);
  }

  /** One trace per story: the run's id is the trace id, the message's id gives the span id. */
  static String traceparent(UUID correlation, UUID id) {
    return "00-%016x%016x-%016x-01"
        .formatted(
            correlation.getMostSignificantBits(),
            correlation.getLeastSignificantBits(),
            id.getLeastSignificantBits());
  }

  private void append(String topic, String key, Envelope envelope) {
    var message = new Bus.Message(topic, key, envelope.type(), Json.write(envelope));
    if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
      pending.messages.add(message);
      return;
    }
    var pending = new Pending();
    pending.messages.add(message);
    TransactionSynchronizationManager.bindResource(this, pending);
    TransactionSynchronizationManager.registerSynchronization(pending);
  }

  /** What a transaction sends, written together just before it commits. */
  private final class Pending implements TransactionSynchronization {
    private final List<Bus.Message> messages = new ArrayList<>();

    @Override
    public void beforeCommit(boolean readOnly) {
      jdbc.sql(
              """
              insert into outbox (topic, key, type, envelope)
              select topic, key, type, envelope
              from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                with ordinality as m(topic, key, type, envelope, place) order by place
              """)
          .param(column(Bus.Message::topic))
          .param(column(Bus.Message::key))
          .param(column(Bus.Message::type))
          .param(column(Bus.Message::envelope))
          .update();
    }

    private String[] column(Function<Bus.Message, String> value) {
      return messages.stream().map(value).toArray(String[]::new);
    }

    @Override
    public void afterCommit() {
      signal.raise();
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(Outbox.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(Outbox.this, this);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(Outbox.this);
    }
  }
}
