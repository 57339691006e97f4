package dev.hexad.cloud.schedule;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What came of the turns of schedules. */
@Repository
class TurnStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  TurnStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What came of one.
   *
   * @param actId null when there was nothing to do
   * @param problem why it was not done; null when it was
   */
  record Outcome(
      Turn.Kind kind, Instant at, Instant doneAt, @Nullable UUID actId, @Nullable String problem) {}

  boolean isSettled(String schedule, Turn turn) {
    return jdbc.sql("select exists (select 1 from schedule_turn where schedule = ? and at = ?)")
        .params(schedule, Timestamp.from(turn.at()))
        .query(Boolean.class)
        .single();
  }

  void settle(String schedule, Turn turn, @Nullable UUID act, @Nullable String problem) {
    jdbc.sql(
            """
            insert into schedule_turn (schedule, at, kind, done_at, act_id, problem)
            values (:schedule, :at, :kind, :done, :act, :problem)
            on conflict (schedule, at) do nothing
            """)
        .param("schedule", schedule)
        .param("at", Timestamp.from(turn.at()))
        .param("kind", turn.kind().name())
        .param("done", Timestamp.from(clock.instant()))
        .param("act", act)
        .param("problem", problem)
        .update();
  }

  /** Acts that stopped something, newest first. */
  List<UUID> stops(String schedule) {
    return jdbc.sql(
            """
            select act_id from schedule_turn
            where schedule = ? and kind = 'STOP' and act_id is not null and not started_again
            order by at desc
            """)
        .param(schedule)
        .query(UUID.class)
        .list();
  }

  /** What an act has stopped runs again. */
  void startedAgain(UUID act) {
    jdbc.sql("update schedule_turn set started_again = true where act_id = ?").param(act).update();
  }

  List<Outcome> outcomes(String schedule, int limit) {
    return jdbc.sql("select * from schedule_turn where schedule = ? order by at desc limit ?")
        .params(schedule, limit)
        .query((rs, n) ->
            new Outcome(
                Turn.Kind.valueOf(rs.getString("kind")),
                rs.getTimestamp("at").toInstant(),
                rs.getTimestamp("done_at").toInstant(),
                rs.getObject("act_id", UUID.class),
                rs.getString("problem")))
        .list();
  }
}
