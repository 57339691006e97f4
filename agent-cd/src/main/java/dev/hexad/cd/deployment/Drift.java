package dev.hexad.cd.deployment;

import dev.hexad.cd.target.Difference;
import dev.hexad.contracts.event.DriftDetected;
import dev.hexad.contracts.event.DriftEnded;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.outbox.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How what runs differs from what was rendered. */
@Component
class Drift {
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Clock clock;

  Drift(JdbcClient jdbc, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What was seen.
   *
   * @param since when it was found first, null while there is none
   * @param healedAt when it was brought back last, null when never
   */
  record Seen(
      List<Difference> items,
      @Nullable Instant since,
      @Nullable Instant healedAt,
      Instant checkedAt) {}

  Optional<Seen> find(UUID deployment) {
    return jdbc.sql("select * from drift where deployment_id = ?")
        .param(deployment)
        .query((rs, row) ->
            new Seen(
                List.of(Json.read(rs.getString("items"), Difference[].class)),
                time(rs, "since"),
                time(rs, "healed_at"),
                rs.getObject("checked_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  private static @Nullable Instant time(ResultSet rs, String column) throws SQLException {
    OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** Stable deployments to such targets that nobody has looked at for so long. */
  List<UUID> due(Collection<String> targets, Duration age, int limit) {
    if (targets.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select d.id from deployment d
            join rendered_revision r on r.deployment_id = d.id
            left join drift f on f.deployment_id = d.id
            where d.state = 'STABLE' and d.target in (:targets)
              and (f.checked_at is null or f.checked_at < :before)
            order by f.checked_at nulls first limit :limit
            """)
        .param("targets", targets)
        .param("before", clock.instant().minus(age).atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(UUID.class)
        .list();
  }

  /** Keeps what was seen; what has begun or ended is told to all. */
  @Transactional
  public void keep(DeploymentEntity deployment, List<Difference> items, boolean healing) {
    boolean before = find(deployment.id()).filter(seen -> seen.since() != null).isPresent();
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            """
            insert into drift (deployment_id, items, since, checked_at)
            values (:deployment, :items::jsonb, case when :drifts then :now::timestamptz end, :now)
            on conflict (deployment_id) do update
            set items = excluded.items, checked_at = excluded.checked_at,
                since = case when :drifts then coalesce(drift.since, excluded.since) end
            """)
        .param("deployment", deployment.id())
        .param("items", Json.write(items))
        .param("drifts", !items.isEmpty())
        .param("now", now)
        .update();
    if (!items.isEmpty() && !before) {
      List<String> names = items.stream().map(Difference::item).toList();
      outbox.event(new DriftDetected(deployment.ref(), names, healing));
    }
    if (items.isEmpty() && before) {
      outbox.event(new DriftEnded(deployment.ref()));
    }
  }

  void healed(UUID deployment) {
    jdbc.sql("update drift set healed_at = ? where deployment_id = ?")
        .params(clock.instant().atOffset(ZoneOffset.UTC), deployment)
        .update();
  }
}
