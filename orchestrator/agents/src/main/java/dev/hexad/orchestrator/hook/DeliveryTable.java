package dev.hexad.orchestrator.hook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The rows of deliveries: log and queue in one; times are the database's. */
@Component
class DeliveryTable {
  private final JdbcClient jdbc;

  DeliveryTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What an attempt needs. */
  record Due(
      UUID id,
      UUID hookId,
      String tenant,
      String url,
      @Nullable String secretName,
      String hookName,
      String messageId,
      String body,
      int attempt) {}

  /** What an attempt brought. */
  record Outcome(
      @Nullable Integer status, @Nullable String body, @Nullable String error, long millis) {
    boolean good() {
      return status != null && status / 100 == 2;
    }
  }

  /** True when this message was not there yet. */
  boolean add(UUID id, UUID hook, String tenant, String messageId, String type, String body) {
    return jdbc.sql(
                """
                insert into hook_delivery
                  (id, hook_id, tenant, message_id, event_type, body, state, next_attempt_at)
                values (?, ?, ?, ?, ?, ?, 'PENDING', now())
                on conflict (hook_id, message_id) do nothing
                """)
            .params(id, hook, tenant, messageId, type, body)
            .update()
        == 1;
  }

  /** Hooks that have something due. */
  List<UUID> dueHooks() {
    return jdbc.sql(
            """
            select h.id from hook h where h.enabled and exists (
              select 1 from hook_delivery d where d.hook_id = h.id and d.state = 'PENDING'
                and d.next_attempt_at <= now()
                and (d.claimed_until is null or d.claimed_until < now()))
            """)
        .query(UUID.class)
        .list();
  }

  /** Takes due deliveries of one hook; a process that dies leaves them to others. */
  List<Due> claim(UUID hook, int max, Duration claim) {
    return jdbc.sql(
            """
            with due as (
              select id from hook_delivery where hook_id = :hook and state = 'PENDING'
                and next_attempt_at <= now() and (claimed_until is null or claimed_until < now())
              order by next_attempt_at limit :max for update skip locked)
            update hook_delivery d set claimed_until = now() + make_interval(secs => :claim),
              attempts = d.attempts + 1
            from due, hook h where d.id = due.id and h.id = d.hook_id
            returning d.id, d.hook_id, d.tenant, h.url, h.secret_name, h.name, d.message_id, d.body,
              d.attempts
            """)
        .param("hook", hook)
        .param("max", max)
        .param("claim", claim.toSeconds())
        .query((rs, n) ->
            new Due(
                rs.getObject(1, UUID.class),
                rs.getObject(2, UUID.class),
                rs.getString(3),
                rs.getString(4),
                rs.getString(5),
                rs.getString(6),
                rs.getString(7),
                rs.getString(8),
                rs.getInt(9)))
        .list();
  }

  /**
   * Writes down an attempt.
   *
   * @param again when to try again, null when it is over
   */
  void done(UUID id, Outcome outcome, Delivery.State state, @Nullable Duration again) {
    jdbc.sql(
            """
            update hook_delivery set state = :state, response_status = :status,
              response_body = :body, error = :error, duration_ms = :millis, claimed_until = null,
              next_attempt_at = now() + make_interval(secs => :again),
              finished_at = case when :state = 'PENDING' then null else now() end
            where id = :id
            """)
        .param("state", state.name())
        .param("status", outcome.status(), java.sql.Types.INTEGER)
        .param("body", outcome.body(), java.sql.Types.VARCHAR)
        .param("error", outcome.error(), java.sql.Types.VARCHAR)
        .param("millis", outcome.millis())
        .param("again", again == null ? null : again.toMillis() / 1000.0, java.sql.Types.DOUBLE)
        .param("id", id)
        .update();
  }

  /** Sends the same message again, at once and with all attempts before it. */
  void redeliver(UUID id) {
    jdbc.sql(
            """
            update hook_delivery set state = 'PENDING', attempts = 0, next_attempt_at = now(),
              finished_at = null where id = ?
            """)
        .param(id)
        .update();
  }

  Optional<Delivery> find(UUID hook, UUID id) {
    return jdbc.sql("select * from hook_delivery where id = ? and hook_id = ?")
        .params(id, hook)
        .query(DeliveryTable::delivery)
        .optional();
  }

  List<Delivery> list(
      UUID hook,
      Delivery.@Nullable State state,
      @Nullable String type,
      @Nullable UUID cursor,
      boolean oldestFirst,
      int limit) {
    String order = oldestFirst ? "asc" : "desc";
    String beyond = oldestFirst ? ">" : "<";
    return jdbc.sql(
            """
            select * from hook_delivery where hook_id = :hook
              and (:state::text is null or state = :state)
              and (:type::text is null or event_type = :type)
              and (:cursor::uuid is null or id %s :cursor)
            order by id %s limit :limit
            """
                .formatted(beyond, order))
        .param("hook", hook)
        .param("state", state == null ? null : state.name())
        .param("type", type)
        .param("cursor", cursor, java.sql.Types.OTHER)
        .param("limit", limit)
        .query(DeliveryTable::delivery)
        .list();
  }

  /** Forgets the log of a month ago. */
  @Scheduled(initialDelay = 600_000, fixedDelay = 3_600_000)
  void forgetOld() {
    jdbc.sql(
            """
            delete from hook_delivery
            where state <> 'PENDING' and created_at < now() - interval '30 days'
            """)
        .update();
  }

  private static Delivery delivery(ResultSet rs, int row) throws SQLException {
    return new Delivery(
        rs.getObject("id", UUID.class),
        rs.getObject("hook_id", UUID.class),
        rs.getString("message_id"),
        rs.getString("event_type"),
        Delivery.State.valueOf(rs.getString("state")),
        rs.getInt("attempts"),
        instant(rs.getTimestamp("next_attempt_at")),
        rs.getObject("response_status", Integer.class),
        rs.getString("response_body"),
        rs.getString("error"),
        rs.getObject("duration_ms", Long.class),
        rs.getTimestamp("created_at").toInstant(),
        instant(rs.getTimestamp("finished_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
