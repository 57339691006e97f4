package dev.hexad.monitoring.notify;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Notifications that go out with the transaction that causes them, one to each channel. */
@Service
public class Notifications {
  private final JdbcClient jdbc;
  private final Delivery delivery;
  private final Clock clock;

  Notifications(JdbcClient jdbc, Delivery delivery, Clock clock) {
    this.jdbc = jdbc;
    this.delivery = delivery;
    this.clock = clock;
  }

  /** Tells channels of a change; a change that was told to one is not told to it again. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void tell(Message message, Collection<String> channels) {
    Timestamp now = Timestamp.from(clock.instant());
    for (String channel : channels) {
      jdbc.sql(
              """
              insert into notification (id, key, incident_id, channel, change, message, state,
                next_at, created_at)
              values (?, ?, ?, ?, ?, ?::jsonb, 'WAITING', ?, ?) on conflict do nothing
              """)
          .param(Ids.next())
          .param(message.incidentId() + "." + message.number() + "." + channel)
          .param(message.incidentId())
          .param(channel)
          .param(message.change().name())
          .param(Json.write(message))
          .param(now)
          .param(now)
          .update();
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            delivery.wake();
          }
        });
  }

  /** Channels that were told something of an incident. */
  public List<String> told(UUID incident) {
    return jdbc.sql("select distinct channel from notification where incident_id = ? order by 1")
        .param(incident)
        .query(String.class)
        .list();
  }

  /** A notification and what became of it. */
  public record Sent(
      UUID id,
      String channel,
      String change,
      String state,
      int attempts,
      Instant createdAt,
      @Nullable Instant sentAt,
      @Nullable String failure) {}

  public List<Sent> of(UUID incident) {
    return jdbc.sql("select * from notification where incident_id = ? order by created_at, id")
        .param(incident)
        .query((rs, row) -> {
          Timestamp sent = rs.getTimestamp("sent_at");
          return new Sent(
              rs.getObject("id", UUID.class),
              rs.getString("channel"),
              rs.getString("change"),
              rs.getString("state"),
              rs.getInt("attempts"),
              rs.getTimestamp("created_at").toInstant(),
              sent == null ? null : sent.toInstant(),
              rs.getString("failure"));
        })
        .list();
  }
}
