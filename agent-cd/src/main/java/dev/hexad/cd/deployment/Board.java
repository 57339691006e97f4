package dev.hexad.cd.deployment;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.target.Health;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** What runs where, read page by page in the order of the names. */
@Component
class Board {
  private static final String SELECT =
      """
      select e.application_id, e.application, e.name, e.port, e.canary_percent,
        s.id s_id, s.revision s_revision, s.target s_target, s.parameters s_parameters,
        s.commit_id s_commit, s.author s_author, s.updated_at s_since, s.running ->> 'url' s_url,
        os.health s_health, os.cause s_cause, jsonb_array_length(f.items) s_drifted,
        c.id c_id, c.revision c_revision, c.target c_target, c.parameters c_parameters,
        c.commit_id c_commit, c.author c_author, c.updated_at c_since,
        oc.health c_health, oc.cause c_cause, 0 c_drifted,
        l.id l_id, l.revision l_revision, l.state l_state, l.reason l_reason,
        l.updated_at l_updated
      from environment e
      left join deployment s on s.application_id = e.application_id
        and s.environment = e.name and s.state = 'STABLE'
      left join observation os on os.deployment_id = s.id
      left join drift f on f.deployment_id = s.id
      left join deployment c on c.application_id = e.application_id
        and c.environment = e.name and c.state = 'CANARY'
      left join observation oc on oc.deployment_id = c.id
      left join lateral (
        select * from deployment d
        where d.application_id = e.application_id and d.environment = e.name
        order by d.revision desc limit 1) l on true
      where (:after = '' or (e.application, e.name, e.application_id)
          > (:application, :environment, :id))
        and (:named = '' or position(lower(:named) in lower(e.application)) > 0)
        and (:of::uuid is null or e.application_id = :of::uuid)
        and (:within = '' or e.name = :within)
        and (:health = '' or os.health = :health or oc.health = :health)
      order by e.application, e.name, e.application_id
      limit :limit
      """;

  private final JdbcClient jdbc;
  private final LiveConfiguration<CdSettings> settings;
  private final Clock clock;

  Board(JdbcClient jdbc, LiveConfiguration<CdSettings> settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What of it is asked for.
   *
   * @param named part of the application's name
   */
  record Filter(
      @Nullable UUID applicationId,
      @Nullable String named,
      @Nullable String environment,
      @Nullable Health health,
      @Nullable String cursor) {}

  /** Where a page ended; people see it as one opaque word. */
  record Cursor(String application, String environment, UUID id) {
    static String after(EnvironmentView last) {
      var cursor = new Cursor(last.application(), last.environment(), last.applicationId());
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Json.write(cursor).getBytes(StandardCharsets.UTF_8));
    }

    static Cursor of(String text) {
      try {
        byte[] json = Base64.getUrlDecoder().decode(text);
        return Json.read(new String(json, StandardCharsets.UTF_8), Cursor.class);
      } catch (IllegalArgumentException | JacksonException e) {
        throw new HexadException(
            ProblemType.INVALID,
            "The cursor was not given out by this list; begin without one.",
            e);
      }
    }
  }

  List<EnvironmentView> list(Filter filter, int limit) {
    String text = filter.cursor() == null ? "" : filter.cursor();
    Cursor cursor = text.isEmpty() ? new Cursor("", "", new UUID(0, 0)) : Cursor.of(text);
    return jdbc.sql(SELECT)
        .param("after", text)
        .param("application", cursor.application())
        .param("environment", cursor.environment())
        .param("id", cursor.id())
        .param("named", filter.named() == null ? "" : filter.named())
        .param("of", filter.applicationId())
        .param("within", filter.environment() == null ? "" : filter.environment())
        .param("health", filter.health() == null ? "" : filter.health().name())
        .param("limit", limit)
        .query((rs, row) -> view(rs, clock.instant()))
        .list();
  }

  private EnvironmentView view(ResultSet rs, Instant now) throws SQLException {
    Integer port = rs.getObject("port", Integer.class);
    return new EnvironmentView(
        rs.getObject("application_id", UUID.class),
        rs.getString("application"),
        rs.getString("name"),
        port == null ? rs.getString("s_url") : "http://127.0.0.1:" + port,
        placed(rs, "s_"),
        placed(rs, "c_"),
        rs.getInt("canary_percent"),
        latest(rs),
        settings.current().policy(rs.getString("name")).closed(now).orElse(null),
        settings.current().after(rs.getString("name")));
  }

  private static EnvironmentView.@Nullable Placed placed(ResultSet rs, String prefix)
      throws SQLException {
    UUID id = rs.getObject(prefix + "id", UUID.class);
    if (id == null) {
      return null;
    }
    String health = rs.getString(prefix + "health");
    return new EnvironmentView.Placed(
        id,
        rs.getInt(prefix + "revision"),
        rs.getString(prefix + "target"),
        Json.read(rs.getString(prefix + "parameters"), DeployParameters.class).image().pinned(),
        rs.getString(prefix + "commit"),
        rs.getString(prefix + "author"),
        time(rs, prefix + "since"),
        health == null ? null : Health.valueOf(health),
        rs.getString(prefix + "cause"),
        rs.getInt(prefix + "drifted"));
  }

  private static EnvironmentView.@Nullable Latest latest(ResultSet rs) throws SQLException {
    UUID id = rs.getObject("l_id", UUID.class);
    return id == null
        ? null
        : new EnvironmentView.Latest(
            id,
            rs.getInt("l_revision"),
            DeploymentState.valueOf(rs.getString("l_state")),
            rs.getString("l_reason"),
            time(rs, "l_updated"));
  }

  private static Instant time(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }
}
