package dev.hexad.orchestrator.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which alerts there are, for those who wait for them to end. */
@Component
public class Alerts {
  private final JdbcClient jdbc;

  Alerts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An alert that fires. */
  public record Firing(
      UUID id, UUID applicationId, @Nullable String environment, String severity, String title) {}

  /** All that fire for these applications now, the oldest first. */
  public List<Firing> firing(String tenant, Collection<UUID> applications) {
    return jdbc.sql(
            """
            select id, application_id, environment, severity, title from alert_view
            where tenant = ? and state = 'FIRING' and application_id = any (?)
            order by raised_at
            """)
        .params(tenant, applications.toArray(UUID[]::new))
        .query((rs, n) -> firing(rs))
        .list();
  }

  /** An alert and how long it fired; until now when it was not resolved. */
  public record Past(Firing alert, Instant raised, @Nullable Instant resolved) {}

  /** All that fired for these applications at some moment of a time, the oldest first. */
  public List<Past> during(String tenant, Collection<UUID> applications, Instant from, Instant to) {
    return jdbc.sql(
            """
            select id, application_id, environment, severity, title, raised_at, resolved_at
            from alert_view
            where tenant = ? and application_id = any (?)
              and raised_at <= ? and (resolved_at is null or resolved_at >= ?)
            order by raised_at
            """)
        .param(tenant)
        .param(applications.toArray(UUID[]::new))
        .param(Timestamp.from(to))
        .param(Timestamp.from(from))
        .query((rs, n) -> {
          Timestamp resolved = rs.getTimestamp(7);
          return new Past(
              firing(rs),
              rs.getTimestamp(6).toInstant(),
              resolved == null ? null : resolved.toInstant());
        })
        .list();
  }

  private static Firing firing(ResultSet rs) throws SQLException {
    return new Firing(
        rs.getObject(1, UUID.class),
        rs.getObject(2, UUID.class),
        rs.getString(3),
        rs.getString(4),
        rs.getString(5));
  }

  /** When the last alert of an application was raised; empty when there was none. */
  public Optional<Instant> lastRaised(String tenant, UUID application) {
    return jdbc.sql("select max(raised_at) from alert_view where tenant = ? and application_id = ?")
        .params(tenant, application)
        .query((rs, n) -> Optional.ofNullable(rs.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }
}
