package dev.hexad.monitoring.verdict;

import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of verdicts, those that are not given yet among them; newest first. */
@Component
class VerdictList {
  private static final String SELECT =
      """
      select * from (
        (select v.id, v.application_id, v.environment, v.revision, v.commit_id, v.verdict,
            v.reason, 'GIVEN' as state, v.given_at as at, v.given_at as seen_at
          from verdict v where (v.given_at, v.id) < (:at, :id)
            and (cast(:application as uuid) is null or v.application_id = :application)
            and (:environment = '' or v.environment = :environment)
            and (:revision = 0 or v.revision = :revision)
          order by v.given_at desc, v.id desc limit :limit)
        union all
        (select w.id, w.application_id, w.environment, w.revision, w.commit_id,
            w.interim ->> 'verdict', w.interim ->> 'reason', w.state, w.started_at, w.seen_at
          from watch w where w.state <> 'GIVEN' and (w.started_at, w.id) < (:at, :id)
            and (cast(:application as uuid) is null or w.application_id = :application)
            and (:environment = '' or w.environment = :environment)
            and (:revision = 0 or w.revision = :revision)
          order by w.started_at desc, w.id desc limit :limit)
      ) found order by at desc, id desc limit :limit
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  VerdictList(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A verdict in a list.
   *
   * @param verdict the interim one, and its reason, unless it is given
   * @param at when it was given, else when the watch began
   */
  record Item(
      UUID id,
      UUID applicationId,
      String environment,
      int revision,
      @Nullable String commit,
      Watches.State state,
      Verdict verdict,
      String reason,
      @Nullable Instant givenAt,
      Instant at) {}

  /** What is wanted; null means all. */
  record Filter(
      @Nullable UUID applicationId, @Nullable String environment, @Nullable Integer revision) {}

  /** Where a page ended. */
  record Cursor(Instant at, UUID id) {
    private static final Cursor START =
        new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    static Cursor of(@Nullable String text) {
      if (text == null || text.isEmpty()) {
        return START;
      }
      try {
        String[] parts = text.split("~", 2);
        return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
      } catch (DateTimeParseException | IllegalArgumentException e) {
        throw new HexadException(
            ProblemType.INVALID,
            "The cursor was not given out by this list; begin without one.",
            e);
      }
    }

    static String after(Item last) {
      return last.at() + "~" + last.id();
    }
  }

  List<Item> list(Filter filter, Cursor cursor, int limit) {
    Instant now = clock.instant();
    return jdbc.sql(SELECT)
        .param("at", Timestamp.from(cursor.at()))
        .param("id", cursor.id())
        .param("application", filter.applicationId())
        .param("environment", filter.environment() == null ? "" : filter.environment())
        .param("revision", filter.revision() == null ? 0 : filter.revision())
        .param("limit", limit)
        .query((rs, row) -> item(rs, now))
        .list();
  }

  private static Item item(ResultSet rs, Instant now) throws SQLException {
    Instant at = rs.getTimestamp("at").toInstant();
    Watches.State state =
        Watches.state(rs.getString("state"), rs.getTimestamp("seen_at").toInstant(), now);
    return new Item(
        rs.getObject("id", UUID.class),
        rs.getObject("application_id", UUID.class),
        rs.getString("environment"),
        rs.getInt("revision"),
        rs.getString("commit_id"),
        state,
        Verdict.valueOf(rs.getString("verdict")),
        rs.getString("reason"),
        state == Watches.State.GIVEN ? at : null,
        at);
  }
}
