package dev.hexad.finops.finding;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The anomalies that were found. */
@Component
class AnomalyStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  AnomalyStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Which ones are listed; null for all. */
  record Wish(
      @Nullable AnomalyState state,
      @Nullable String service,
      @Nullable String application,
      @Nullable Boolean up) {}

  /** Where a page ended. */
  record Cursor(LocalDate day, UUID id) {
    static final Cursor START = new Cursor(LocalDate.of(9999, 1, 1), new UUID(-1, -1));

    static Cursor of(String text) {
      try {
        return text.isEmpty()
            ? START
            : new Cursor(
                LocalDate.parse(text.substring(0, 10)), UUID.fromString(text.substring(11)));
      } catch (RuntimeException e) {
        throw new HexadException(
            ProblemType.BAD_REQUEST,
            "The cursor was not given out by this list; begin without one.",
            e);
      }
    }

    static String after(Anomaly last) {
      return last.detectedOn() + "_" + last.id();
    }
  }

  List<Anomaly> page(Wish wish, Cursor cursor, int limit) {
    return jdbc.sql(
            """
            select * from anomaly where (detected_on, id) < (:day, :id)
              and (:state::text is null or state = :state)
              and (:service::text is null or service = :service)
              and (:application::text is null or application = :application)
              and (:up::boolean is null or up = :up)
            order by detected_on desc, id desc limit :limit
            """)
        .param("day", cursor.day())
        .param("id", cursor.id())
        .param("state", wish.state() == null ? null : wish.state().name())
        .param("service", wish.service())
        .param("application", wish.application())
        .param("up", wish.up())
        .param("limit", limit)
        .query(Anomaly::row)
        .list();
  }

  Optional<Anomaly> find(UUID id) {
    return jdbc.sql("select * from anomaly where id = ?").param(id).query(Anomaly::row).optional();
  }

  List<Anomaly> all() {
    return jdbc.sql("select * from anomaly").query(Anomaly::row).list();
  }

  void insert(Anomaly anomaly) {
    write(
        anomaly,
        """
        insert into anomaly (id, start_day, detected_on, ended_on, provider, account, service,
          region, application, currency, up, score, usual, at_stake, driver, explanation, cause_id,
          suspects, sample, state, note, changed_at, found_at)
        values (:id, :start, :detected, :ended, :provider, :account, :service, :region,
          :application, :currency, :up, :score, :usual, :stake, :driver, :explanation, :cause,
          :suspects::jsonb, :sample, :state, :note, :now, :now)
        """);
  }

  /** Takes over what is known by now; what people decided stays. */
  void update(Anomaly anomaly) {
    write(
        anomaly,
        """
        update anomaly set start_day = :start, detected_on = :detected, ended_on = :ended,
          provider = :provider, account = :account, service = :service, region = :region,
          application = :application, currency = :currency, up = :up, score = :score,
          usual = :usual, at_stake = :stake, driver = :driver, explanation = :explanation,
          cause_id = :cause, suspects = :suspects::jsonb, sample = :sample
        where id = :id
        """);
  }

  private void write(Anomaly anomaly, String sql) {
    jdbc.sql(sql)
        .param("id", anomaly.id())
        .param("start", anomaly.start())
        .param("detected", anomaly.detectedOn())
        .param("ended", anomaly.endedOn())
        .param("provider", anomaly.provider())
        .param("account", anomaly.account())
        .param("service", anomaly.service())
        .param("region", anomaly.region())
        .param("application", anomaly.application())
        .param("currency", anomaly.currency())
        .param("up", anomaly.up())
        .param("score", anomaly.score())
        .param("usual", new BigDecimal(anomaly.usual()))
        .param("stake", new BigDecimal(anomaly.atStake()))
        .param("driver", anomaly.driver().name())
        .param("explanation", anomaly.explanation())
        .param("cause", anomaly.causeId())
        .param("suspects", Json.write(anomaly.suspects()))
        .param("sample", anomaly.sample())
        .param("state", anomaly.state().name())
        .param("note", anomaly.note())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Changes the state as somebody decided. */
  @Transactional
  public Anomaly move(UUID id, AnomalyState next, @Nullable String note, String by) {
    Anomaly anomaly =
        jdbc.sql("select * from anomaly where id = ? for update")
            .param(id)
            .query(Anomaly::row)
            .optional()
            .orElseThrow(
                () -> new HexadException(ProblemType.NOT_FOUND, "There is no anomaly " + id + "."));
    if (!anomaly.state().mayBecome(next)) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The anomaly is " + anomaly.state().word() + ", it cannot become " + next.word() + ".");
    }
    jdbc.sql(
            """
            update anomaly set state = :state, note = :note, decided_by = :by, changed_at = :now
            where id = :id
            """)
        .param("state", next.name())
        .param("note", note)
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .update();
    return find(id).orElseThrow();
  }
}
