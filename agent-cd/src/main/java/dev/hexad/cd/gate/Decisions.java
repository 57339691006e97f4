package dev.hexad.cd.gate;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people have said of plans; the last word of each counts. */
@Component
public class Decisions {
  private final JdbcClient jdbc;
  private final Clock clock;

  Decisions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps what somebody says. */
  public void say(
      UUID deployment, String plan, String subject, boolean approved, @Nullable String comment) {
    jdbc.sql(
            """
            insert into decision (deployment_id, plan, subject, approved, comment, decided_at)
            values (:deployment, :plan, :subject, :approved, :comment, :now)
            on conflict (deployment_id, plan, subject) do update
            set approved = excluded.approved, comment = excluded.comment,
                decided_at = excluded.decided_at
            """)
        .param("deployment", deployment)
        .param("plan", plan)
        .param("subject", subject)
        .param("approved", approved)
        .param("comment", comment)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The plan of the last word on a deployment. */
  public Optional<String> lastPlan(UUID deployment) {
    return jdbc.sql(
            "select plan from decision where deployment_id = ? order by decided_at desc limit 1")
        .param(deployment)
        .query(String.class)
        .optional();
  }

  /** On exactly this plan, the first one first. */
  public List<Decision> on(UUID deployment, String plan) {
    return jdbc.sql(
            "select * from decision where deployment_id = ? and plan = ? order by decided_at")
        .params(deployment, plan)
        .query((rs, row) ->
            new Decision(
                rs.getString("plan"),
                rs.getString("subject"),
                rs.getBoolean("approved"),
                rs.getString("comment"),
                rs.getObject("decided_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
