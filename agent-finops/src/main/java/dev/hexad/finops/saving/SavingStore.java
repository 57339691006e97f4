package dev.hexad.finops.saving;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The suggestions, and what became of them. */
@Component
class SavingStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  SavingStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Something that was found in the bill. */
  record New(
      String rule,
      String resource,
      String provider,
      String account,
      String service,
      String region,
      String application,
      String currency,
      BigDecimal monthly,
      BigDecimal spent,
      String evidence,
      boolean sample,
      @Nullable CloudAct cloudAct) {}

  /** The dearest first. */
  List<Saving> page(@Nullable SavingState state, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            select * from saving where (:state::text is null or state = :state)
              and (:after::uuid is null
                or (monthly, id) < (select monthly, id from saving where id = :after))
            order by monthly desc, id desc limit :limit
            """)
        .param("state", state == null ? null : state.name())
        .param("after", after)
        .param("limit", limit)
        .query(Saving::row)
        .list();
  }

  List<Saving> in(SavingState state) {
    return jdbc.sql("select * from saving where state = ?")
        .param(state.name())
        .query(Saving::row)
        .list();
  }

  /**
   * Takes up what was found; what people decided stays. What was gone and is back is open again.
   */
  UUID keep(New found) {
    return jdbc.sql(
            """
            insert into saving (id, rule, resource, provider, account, service, region,
              application, currency, monthly, spent, evidence, sample, cloud_act, state,
              changed_at, found_at)
            values (:id, :rule, :resource, :provider, :account, :service, :region, :application,
              :currency, :monthly, :spent, :evidence, :sample, :act::jsonb, 'OPEN', :now, :now)
            on conflict (rule, provider, account, resource, currency, sample) do update set
              monthly = excluded.monthly, spent = excluded.spent, evidence = excluded.evidence,
              service = excluded.service, region = excluded.region,
              application = excluded.application, cloud_act = excluded.cloud_act,
              state = case when saving.state = 'GONE' then 'OPEN' else saving.state end,
              realised = case when saving.state = 'GONE' then null else saving.realised end,
              done_on = case when saving.state = 'GONE' then null else saving.done_on end
            returning id
            """)
        .param("id", Ids.next())
        .param("rule", found.rule())
        .param("resource", found.resource())
        .param("provider", found.provider())
        .param("account", found.account())
        .param("service", found.service())
        .param("region", found.region())
        .param("application", found.application())
        .param("currency", found.currency())
        .param("monthly", found.monthly())
        .param("spent", found.spent())
        .param("evidence", found.evidence())
        .param("sample", found.sample())
        .param("act", found.cloudAct() == null ? null : Json.write(found.cloudAct()))
        .param("now", Timestamp.from(clock.instant()))
        .query(UUID.class)
        .single();
  }

  void gone(UUID id, LocalDate day) {
    jdbc.sql(
            """
            update saving set state = 'GONE', done_on = :day, changed_at = :now,
              note = 'the bill shows it no more'
            where id = :id and state = 'OPEN'
            """)
        .param("id", id)
        .param("day", day)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  void realised(UUID id, @Nullable BigDecimal monthly) {
    jdbc.sql("update saving set realised = :monthly::numeric where id = :id")
        .param("monthly", monthly)
        .param("id", id)
        .update();
  }

  /** Changes the state as somebody decided. */
  @Transactional
  public Saving move(UUID id, SavingState next, LocalDate today, @Nullable String note, String by) {
    Saving saving =
        jdbc.sql("select * from saving where id = ? for update")
            .param(id)
            .query(Saving::row)
            .optional()
            .orElseThrow(
                () -> new HexadException(ProblemType.NOT_FOUND, "There is no saving " + id + "."));
    if (!saving.state().mayBecome(next)) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The saving is " + saving.state().word() + ", it cannot become " + next.word() + ".");
    }
    return jdbc.sql(
            """
            update saving set state = :state, note = :note, decided_by = :by, changed_at = :now,
              realised = null, done_on = case when :state = 'DONE' then cast(:today as date) end
            where id = :id returning *
            """)
        .param("state", next.name())
        .param("note", note)
        .param("by", by)
        .param("today", today)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .query(Saving::row)
        .single();
  }
}
