package dev.hexad.finops.report;

import dev.hexad.contracts.message.Ids;
import dev.hexad.finops.settings.ReportSchedule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reports that are due, and what became of them. */
@Component
class Deliveries {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 9;
  private static final Duration GIVE_UP = Duration.ofDays(2);

  private final JdbcClient jdbc;
  private final Clock clock;

  Deliveries(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What became of a report. */
  enum State {
    WAITING,
    SENT,
    GIVEN_UP
  }

  /**
   * A report that was due.
   *
   * @param notedAt when the agent saw that it was due
   * @param failure why it could not be sent the last time
   */
  record Delivery(
      UUID id,
      String schedule,
      Instant dueAt,
      Instant notedAt,
      State state,
      int attempts,
      @Nullable String failure,
      @Nullable Instant sentAt) {
    static Delivery row(ResultSet rs, int n) throws SQLException {
      Timestamp sent = rs.getTimestamp("sent_at");
      return new Delivery(
          rs.getObject("id", UUID.class),
          rs.getString("schedule"),
          rs.getTimestamp("due_at").toInstant(),
          rs.getTimestamp("noted_at").toInstant(),
          State.valueOf(rs.getString("state")),
          rs.getInt("attempts"),
          rs.getString("failure"),
          sent == null ? null : sent.toInstant());
    }
  }

  /**
   * Takes up what has become due since the last look; of several times that were missed the last
   * one. A schedule that is new begins now.
   */
  @Transactional
  public void look(ReportSchedule schedule) {
    Instant now = clock.instant();
    Optional<Instant> looked =
        jdbc.sql("select looked_at from report_schedule where name = ? for update")
            .param(schedule.name())
            .query(Timestamp.class)
            .optional()
            .map(Timestamp::toInstant);
    if (looked.isPresent()) {
      Instant due = lastDue(schedule, looked.get(), now);
      if (due == null) {
        return;
      }
      add(schedule.name(), due, now);
    }
    jdbc.sql(
            """
            insert into report_schedule (name, looked_at) values (?, ?)
            on conflict (name) do update set looked_at = excluded.looked_at
            """)
        .params(schedule.name(), Timestamp.from(now))
        .update();
  }

  private static @Nullable Instant lastDue(ReportSchedule schedule, Instant from, Instant to) {
    Instant last = null;
    ZonedDateTime next = schedule.expression().next(from.atZone(schedule.zoneId()));
    while (next != null && !next.toInstant().isAfter(to)) {
      last = next.toInstant();
      next = schedule.expression().next(next);
    }
    return last;
  }

  private void add(String schedule, Instant due, Instant now) {
    jdbc.sql(
            """
            insert into report_delivery (id, schedule, due_at, noted_at, state, next_at)
            values (:id, :schedule, :due, :now, 'WAITING', :now) on conflict do nothing
            """)
        .param("id", Ids.next())
        .param("schedule", schedule)
        .param("due", Timestamp.from(due))
        .param("now", Timestamp.from(now))
        .update();
  }

  /** The oldest one that waits, held until the end of the transaction: nobody else sends it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Delivery> take() {
    return jdbc.sql(
            """
            select * from report_delivery where state = 'WAITING' and next_at <= ?
            order by due_at, id limit 1 for update skip locked
            """)
        .param(Timestamp.from(clock.instant()))
        .query(Delivery::row)
        .optional();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void sent(Delivery delivery) {
    jdbc.sql(
            """
            update report_delivery
            set state = 'SENT', attempts = attempts + 1, failure = null, sent_at = ? where id = ?
            """)
        .params(Timestamp.from(clock.instant()), delivery.id())
        .update();
  }

  /**
   * It could not be sent.
   *
   * @param over whether trying again is of no use
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void failed(Delivery delivery, String why, boolean over) {
    Instant now = clock.instant();
    boolean last = over || delivery.notedAt().plus(GIVE_UP).isBefore(now);
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(delivery.attempts(), MOST_DOUBLINGS));
    jdbc.sql(
            """
            update report_delivery set attempts = attempts + 1, failure = ?, next_at = ?, state = ?
            where id = ?
            """)
        .params(
            why,
            Timestamp.from(now.plus(wait)),
            (last ? State.GIVEN_UP : State.WAITING).name(),
            delivery.id())
        .update();
  }

  /** The newest first. */
  List<Delivery> page(@Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            select * from report_delivery where :after::uuid is null
              or (due_at, id) < (select due_at, id from report_delivery where id = :after)
            order by due_at desc, id desc limit :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(Delivery::row)
        .list();
  }
}
