package dev.hexad.service.outbox;

import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Messages;
import dev.hexad.service.ServiceProperties;
import dev.hexad.service.bus.Bus;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
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
    if (events.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into outbox (topic, key, envelope)
            select ?, key, envelope::jsonb from unnest(?::text[], ?::text[])
              with ordinality as e(key, envelope, place) order by place
            """)
        .param(Bus.EVENTS)
        .param(events.stream().map(e -> e.event().subject()).toArray(String[]::new))
        .param(
            events.stream()
                .map(e ->
                    Json.write(
                        envelope(
                            Ids.next(),
                            Messages.typeOf(e.event().getClass()),
                            e.event().subject(),
                            Json.tree(e.event()),
                            e.context())))
                .toArray(String[]::new))
        .update();
    raiseAfterCommit();
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
    jdbc.sql("insert into outbox (topic, key, envelope) values (?, ?, ?::jsonb)")
        .params(topic, key, Json.write(envelope))
        .update();
    raiseAfterCommit();
  }

  private void raiseAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            signal.raise();
          }
        });
  }
}
