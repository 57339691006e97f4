package dev.hexad.ci.webhook;

import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.message.Ids;
import dev.hexad.service.ServiceProperties;
import dev.hexad.service.outbox.MessageContext;
import dev.hexad.service.outbox.Outbox;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of verified deliveries: kept together with the event that they cause. */
@Service
class Deliveries {
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final ServiceProperties service;

  Deliveries(JdbcClient jdbc, Outbox outbox, ServiceProperties service) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.service = service;
  }

  /** A delivery as kept. */
  record Delivery(
      UUID id,
      UUID applicationId,
      String provider,
      String deliveryId,
      String kind,
      String verdict,
      @Nullable String reason,
      @Nullable UUID runId,
      Instant receivedAt) {}

  /** What became of a delivery. */
  record Receipt(Delivery delivery, boolean duplicate) {}

  @Transactional
  Receipt receive(
      Repository repository,
      String provider,
      String deliveryId,
      byte[] body,
      GitHubPayload payload) {
    UUID id = Ids.next();
    UUID run = payload instanceof GitHubPayload.Push ? Ids.next() : null;
    String kind = payload instanceof GitHubPayload.Ignored(String k, String r) ? k : "push";
    String reason = payload instanceof GitHubPayload.Ignored(String k, String r) ? r : null;
    byte[] hash = hash(body);
    int fresh =
        jdbc.sql(
                """
                insert into delivery (id, application_id, provider, delivery_id, body_hash, kind,
                  verdict, reason, run_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .param(id)
            .param(repository.applicationId())
            .param(provider)
            .param(deliveryId)
            .param(hash)
            .param(kind)
            .param(run == null ? "IGNORED" : "ACCEPTED")
            .param(reason)
            .param(run)
            .update();
    if (fresh == 0) {
      return new Receipt(earlier(repository, deliveryId, hash), true);
    }
    if (payload instanceof GitHubPayload.Push(var change) && run != null) {
      outbox.event(
          new ChangeReceived(change, provider, deliveryId),
          new MessageContext(service.tenantName(), run, null));
    }
    return new Receipt(find(id).orElseThrow(), false);
  }

  private Delivery earlier(Repository repository, String deliveryId, byte[] hash) {
    return jdbc.sql(
            """
            select * from delivery where application_id = ? and (delivery_id = ? or body_hash = ?)
            order by received_at limit 1
            """)
        .params(repository.applicationId(), deliveryId, hash)
        .query(Deliveries::delivery)
        .single();
  }

  private Optional<Delivery> find(UUID id) {
    return jdbc.sql("select * from delivery where id = ?")
        .param(id)
        .query(Deliveries::delivery)
        .optional();
  }

  List<Delivery> latest(int limit) {
    return jdbc.sql("select * from delivery order by received_at desc limit ?")
        .param(limit)
        .query(Deliveries::delivery)
        .list();
  }

  private static byte[] hash(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Delivery delivery(ResultSet rs, int row) throws SQLException {
    return new Delivery(
        rs.getObject("id", UUID.class),
        rs.getObject("application_id", UUID.class),
        rs.getString("provider"),
        rs.getString("delivery_id"),
        rs.getString("kind"),
        rs.getString("verdict"),
        rs.getString("reason"),
        rs.getObject("run_id", UUID.class),
        rs.getTimestamp("received_at").toInstant());
  }
}
