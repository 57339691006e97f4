package dev.hexad.cloud.action;

import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.message.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** The steps of acts. */
@Repository
class StepStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  StepStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
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
      JsonNode parameters,
      @Nullable String note) {
    static NewStep of(Resource resource, String accountName, Acts.Part part) {
      return new NewStep(
          resource.uid(),
          accountName,
          resource.account(),
          resource.region(),
          resource.type(),
          resource.id(),
          resource.name(),
          part.action(),
          part.parameters(),
          part.note());
    }
  }

  void add(UUID act, int number, NewStep step) {
    jdbc.sql(
            """
            insert into act_step (act_id, number, uid, account_name, account, region, type,
              resource_id, name, action, parameters, state, changed_at, note)
            values (:act, :number, :uid, :accountName, :account, :region, :type, :id, :name,
              :action, :parameters::jsonb, 'PLANNED', :at, :note)
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
        .param("note", step.note())
        .update();
  }

  /** Keeps what was found out of a step; with the inverse before anything is done. */
  void keep(
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

  void state(UUID act, int number, StepState state, @Nullable String problem) {
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

  /** The provider has accepted it, and works on it under a name. */
  void working(UUID act, int number, String operation) {
    jdbc.sql(
            """
            update act_step set state = 'WORKING', operation = :operation, problem = null,
              waits_since = :at, changed_at = :at
            where act_id = :act and number = :number
            """)
        .param("operation", operation)
        .param("at", now())
        .param("act", act)
        .param("number", number)
        .update();
  }

  void progress(UUID act, int number, String words) {
    jdbc.sql("update act_step set progress = ? where act_id = ? and number = ?")
        .params(words, act, number)
        .update();
  }

  /** False when nobody waits for it any more. */
  boolean endWaiting(UUID act, int number, StepState state, @Nullable String problem) {
    return jdbc.sql(
                """
                update act_step set state = :state, problem = :problem, changed_at = :at
                where act_id = :act and number = :number and state = 'WORKING'
                """)
            .param("state", state.name())
            .param("problem", problem)
            .param("at", now())
            .param("act", act)
            .param("number", number)
            .update()
        == 1;
  }

  List<Act.Step> of(UUID act) {
    return jdbc.sql("select * from act_step where act_id = ? order by number")
        .param(act)
        .query(StepStore::step)
        .list();
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

  private static Act.Step step(ResultSet rs, int row) throws SQLException {
    String inverse = rs.getString("inverse_parameters");
    Instant changed = rs.getTimestamp("changed_at").toInstant();
    Timestamp waits = rs.getTimestamp("waits_since");
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
        changed,
        rs.getString("note"),
        rs.getString("operation"),
        rs.getString("progress"),
        waits == null ? null : waits.toInstant());
  }
}
