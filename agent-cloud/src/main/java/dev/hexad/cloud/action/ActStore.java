package dev.hexad.cloud.action;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Acts; a state changes only from the states that allow it. */
@Repository
class ActStore {
  private final JdbcClient jdbc;
  private final StepStore steps;
  private final Clock clock;

  ActStore(JdbcClient jdbc, StepStore steps, Clock clock) {
    this.jdbc = jdbc;
    this.steps = steps;
    this.clock = clock;
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  /** Adds an act; false when one with the same key is there. */
  boolean add(Act act, @Nullable String key) {
    return jdbc.sql(
                """
                insert into act (id, request_key, action, parameters, provider, reason, state, risk,
                  requested_by, undo_of, created_at, cost, iac)
                values (:id, :key, :action, :parameters::jsonb, :provider, :reason, :state, :risk,
                  :by, :undo, :at, :cost, :iac)
                on conflict (request_key) do nothing
                """)
            .param("id", act.id())
            .param("key", key)
            .param("action", act.action())
            .param("parameters", Json.write(act.parameters()))
            .param("provider", act.provider())
            .param("reason", act.reason())
            .param("state", act.state().name())
            .param("risk", act.risk())
            .param("by", act.requestedBy())
            .param("undo", act.undoOf())
            .param("at", Timestamp.from(act.createdAt()))
            .param("cost", act.cost())
            .param("iac", act.iac())
            .update()
        == 1;
  }

  /** Moves an act on; false when it is not where that is allowed. */
  boolean move(UUID act, List<ActState> from, ActState to, @Nullable String decidedBy) {
    boolean ends =
        switch (to) {
          case DONE, PARTLY, FAILED, REJECTED -> true;
          case PLANNED, WAITING, RUNNING -> false;
        };
    return jdbc.sql(
                """
                update act set state = :to, decided_by = coalesce(:by, decided_by),
                  finished_at = case when :ends then cast(:at as timestamptz) end,
                  claimed_until = case when :to = 'RUNNING' then now() + interval '2 minutes' end
                where id = :id and state = any(:from)
                """)
            .param("to", to.name())
            .param("by", decidedBy)
            .param("ends", ends)
            .param("at", now())
            .param("id", act)
            .param("from", from.stream().map(Enum::name).toArray(String[]::new))
            .update()
        == 1;
  }

  void keepClaim(UUID act) {
    jdbc.sql("update act set claimed_until = now() + interval '2 minutes' where id = ?")
        .param(act)
        .update();
  }

  /** Acts that somebody began and nobody carries on. */
  List<UUID> claimAbandoned() {
    return jdbc.sql(
            """
            update act set claimed_until = now() + interval '2 minutes'
            where id in (select id from act where state = 'RUNNING' and claimed_until < now()
              for update skip locked)
            returning id
            """)
        .query(UUID.class)
        .list();
  }

  boolean markUndone(UUID act, UUID by) {
    return jdbc.sql(
                """
                update act set undone_by = ? where id = ? and state in ('DONE', 'PARTLY', 'FAILED')
                  and (undone_by is null or exists (select 1 from act u
                    where u.id = act.undone_by and u.state in ('REJECTED', 'FAILED')))
                """)
            .params(by, act)
            .update()
        == 1;
  }

  Optional<UUID> byKey(String key) {
    return jdbc.sql("select id from act where request_key = ?")
        .param(key)
        .query(UUID.class)
        .optional();
  }

  Act.Detail require(UUID id) {
    Act act =
        jdbc.sql("select * from act where id = ?")
            .param(id)
            .query(ActStore::act)
            .optional()
            .orElseThrow(() -> HexadException.notFound("act", id));
    return new Act.Detail(act, steps.of(id));
  }

  List<Act> page(@Nullable String state, @Nullable UUID uid, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select * from act
            where (cast(:state as text) is null or state = upper(:state))
              and (cast(:uid as uuid) is null
                or id in (select act_id from act_step where uid = :uid))
              and (cast(:before as uuid) is null or id < :before)
            order by id desc limit :limit
            """)
        .param("state", state)
        .param("uid", uid)
        .param("before", before)
        .param("limit", limit)
        .query(ActStore::act)
        .list();
  }

  /** How many resources of a type an account has now. */
  long population(String provider, String account, String type) {
    return jdbc.sql(
            """
            select count(*) from resource
            where type = ? and provider = ? and account = ? and valid_to is null and not removed
            """)
        .params(type, provider, account)
        .query(Long.class)
        .single();
  }

  Optional<String> accountName(String provider, String account) {
    return jdbc.sql(
            """
            select name from cloud_account
            where provider = ? and account = ? and state = 'AVAILABLE' order by name limit 1
            """)
        .params(provider, account)
        .query(String.class)
        .optional();
  }

  private static Act act(ResultSet rs, int row) throws SQLException {
    Timestamp finished = rs.getTimestamp("finished_at");
    return new Act(
        rs.getObject("id", UUID.class),
        rs.getString("action"),
        Json.mapper().readTree(rs.getString("parameters")),
        rs.getString("provider"),
        rs.getString("reason"),
        ActState.valueOf(rs.getString("state")),
        rs.getString("risk"),
        rs.getString("requested_by"),
        rs.getString("decided_by"),
        rs.getObject("undo_of", UUID.class),
        rs.getObject("undone_by", UUID.class),
        rs.getString("problem"),
        rs.getTimestamp("created_at").toInstant(),
        finished == null ? null : finished.toInstant(),
        rs.getString("cost"),
        rs.getString("iac"));
  }
}
