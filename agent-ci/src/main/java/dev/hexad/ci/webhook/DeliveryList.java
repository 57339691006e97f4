package dev.hexad.ci.webhook;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Deliveries as people see them. */
@Repository
class DeliveryList {
  private static final String SELECT =
      """
      select d.*, r.name as application, d.body is not null as redeliverable
      from delivery d left join repository r on r.application_id = d.application_id
      """;

  private final JdbcClient jdbc;

  DeliveryList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Newest first. */
  List<Delivery> list(
      @Nullable UUID applicationId, @Nullable String verdict, @Nullable Instant before, int limit) {
    OffsetDateTime until = before == null ? null : before.atOffset(ZoneOffset.UTC);
    return jdbc.sql(
            SELECT
                + """
                where (cast(? as uuid) is null or d.application_id = ?)
                  and (cast(? as text) is null or d.verdict = ?)
                  and (cast(? as timestamptz) is null or d.received_at < ?)
                order by d.received_at desc limit ?
                """)
        .params(Arrays.asList(applicationId, applicationId, verdict, verdict, until, until, limit))
        .query(DeliveryList::delivery)
        .list();
  }

  Delivery require(UUID id) {
    return jdbc.sql(SELECT + "where d.id = ?")
        .param(id)
        .query(DeliveryList::delivery)
        .optional()
        .orElseThrow(() -> HexadException.notFound("delivery", id));
  }

  Delivery earlier(UUID applicationId, String deliveryId, byte[] bodyHash) {
    return jdbc.sql(
            SELECT
                + """
                where d.application_id = ? and (d.delivery_id = ? or d.body_hash = ?)
                order by d.received_at limit 1
                """)
        .params(applicationId, deliveryId, bodyHash)
        .query(DeliveryList::delivery)
        .single();
  }

  /** The last one that brought commits of a pull request and was not denied. */
  Optional<Delivery> lastOf(UUID applicationId, int pullRequest) {
    return jdbc.sql(
            SELECT
                + """
                where d.application_id = ? and (d.change #>> '{pullRequest,number}')::int = ?
                  and d.change is not null and d.verdict in ('ACCEPTED', 'HELD')
                order by d.received_at desc limit 1
                """)
        .params(applicationId, pullRequest)
        .query(DeliveryList::delivery)
        .optional();
  }

  Optional<byte[]> body(UUID id) {
    return jdbc.sql("select body from delivery where id = ? and body is not null")
        .param(id)
        .query(byte[].class)
        .optional();
  }

  /** The files that the delivery of a run changed, empty when unknown. */
  Optional<List<String>> paths(UUID runId) {
    return jdbc.sql("select paths from delivery where run_id = ? and paths is not null limit 1")
        .param(runId)
        .query(String.class)
        .optional()
        .map(json -> List.of(Json.read(json, String[].class)));
  }

  /** Keeps a trace of what was not proven; its body is not kept. */
  void refused(UUID id, UUID applicationId, String provider, String reason) {
    jdbc.sql(
            """
            insert into delivery (id, application_id, provider, delivery_id, body_hash, kind,
              verdict, reason)
            values (?, ?, ?, ?, ?, 'unknown', 'REFUSED', ?)
            """)
        .params(
            id,
            applicationId,
            provider,
            "refused:" + id,
            id.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            reason)
        .update();
  }

  /** Bodies go after two weeks, what was refused after a month, the rest after a year. */
  @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
  void forget() {
    jdbc.sql(
            "update delivery set body = null where body is not null and received_at < now() -"
                + " interval '14 days'")
        .update();
    jdbc.sql(
            """
            delete from delivery where received_at < now() - interval '1 year'
              or (verdict = 'REFUSED' and received_at < now() - interval '1 month')
            """)
        .update();
  }

  private static Delivery delivery(ResultSet rs, int row) throws SQLException {
    String change = rs.getString("change");
    return new Delivery(
        rs.getObject("id", UUID.class),
        rs.getObject("application_id", UUID.class),
        rs.getString("application"),
        rs.getString("provider"),
        rs.getString("delivery_id"),
        rs.getString("kind"),
        rs.getString("verdict"),
        rs.getString("reason"),
        rs.getObject("run_id", UUID.class),
        change == null ? null : Json.read(change, ChangeRef.class),
        rs.getObject("redelivery_of", UUID.class),
        rs.getString("decided_by"),
        rs.getBoolean("redeliverable"),
        rs.getObject("received_at", OffsetDateTime.class).toInstant());
  }
}
