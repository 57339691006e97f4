package dev.hexad.cloud.action;

import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Acts and their steps; a state changes only from the states that allow it. */
@Repository
class ActStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  ActStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
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
                  requested_by, undo_of, created_at)
                values (:id, :key, :action, :parameters::jsonb, :provider, :reason, :state, :risk,
                  :by, :undo, :at)
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
            .update()
        == 1;
  }

  /** A step to be added. */
  record NewStep(
      UUID uid,
      String accountName,
      String account,
      String region,
      String type,
      String resourceId,
      String name,
      String action,
      JsonNode parameters) {
    static NewStep of(Resource resource, String accountName, String action, JsonNode parameters) {
      return new NewStep(
          resource.uid(),
          accountName,
          resource.account(),
          resource.region(),
          resource.type(),
          resource.id(),
          resource.name(),
          action,
          parameters);
    }
  }

  void add(UUID act, int number, NewStep step) {
    jdbc.sql(
            """
            insert into act_step (act_id, number, uid, account_name, account, region, type,
              resource_id, name, action, parameters, state, changed_at)
            values (:act, :number, :uid, :accountName, :account, :region, :type, :id, :name,
              :action, :parameters::jsonb, 'PLANNED', :at)
            """)
        .param("act", act)
        .param("number", number)
        .param("uid", step.uid())
        .param("accountName", step.accountName())
        .param("account", step.account())
        .param("region", step.region())
        .param("type", step.type())
        .param("id", step.resourceId())
        .param("name", step.name())
        .param("action", step.action())
        .param("parameters", Json.write(step.parameters()))
        .param("at", now())
        .update();
  }

  /** Keeps what was found out of a step; with the inverse before anything is done. */
  void step(
      UUID act,
      int number,
      StepState state,
      String before,
      String after,
      @Nullable String inverseAction,
      @Nullable JsonNode inverseParameters,
      @Nullable String problem) {
    jdbc.sql(
            """
            update act_step set state = :state, before = :before, after = :after,
              inverse_action = :inverse, inverse_parameters = cast(:parameters as jsonb),
              attempts = attempts + case when :state = 'INTENDED' then 1 else 0 end,
              problem = :problem, changed_at = :at
            where act_id = :act and number = :number
            """)
        .param("state", state.name())
        .param("before", before)
        .param("after", after)
        .param("inverse", inverseAction)
        .param("parameters", inverseParameters == null ? null : Json.write(inverseParameters))
        .param("problem", problem)
        .param("at", now())
        .param("act", act)
        .param("number", number)
        .update();
  }

  void stepState(UUID act, int number, StepState state, @Nullable String problem) {
    jdbc.sql(
            """
            update act_step set state = :state, problem = :problem, changed_at = :at
            where act_id = :act and number = :number
            """)
        .param("state", state.name())
        .param("problem", problem)
        .param("at", now())
        .param("act", act)
        .param("number", number)
        .update();
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
    List<Act.Step> steps =
        jdbc.sql("select * from act_step where act_id = ? order by number")
            .param(id)
            .query(ActStore::step)
            .list();
    return new Act.Detail(act, steps);
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

  /** What was acted on is looked at again soon. */
  void readSoon(Act.Step step) {
    jdbc.sql(
            """
            update scope s set due_at = now() from resource r
            where r.uid = ? and r.valid_to is null and s.provider = r.provider
              and s.account = r.account and s.region = r.scope_region and s.service = r.service
            """)
        .param(step.uid())
        .update();
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
        finished == null ? null : finished.toInstant());
  }

  private static Act.Step step(ResultSet rs, int row) throws SQLException {
    String inverse = rs.getString("inverse_parameters");
    Instant changed = rs.getTimestamp("changed_at").toInstant();
    return new Act.Step(
        rs.getInt("number"),
        rs.getObject("uid", UUID.class),
        rs.getString("account_name"),
        rs.getString("account"),
        rs.getString("region"),
        rs.getString("type"),
        rs.getString("resource_id"),
        rs.getString("name"),
        rs.getString("action"),
        Json.mapper().readTree(rs.getString("parameters")),
        StepState.valueOf(rs.getString("state")),
        rs.getString("before"),
        rs.getString("after"),
        rs.getString("inverse_action"),
        inverse == null ? null : Json.mapper().readTree(inverse),
        rs.getInt("attempts"),
        rs.getString("problem"),
        changed);
  }
}
