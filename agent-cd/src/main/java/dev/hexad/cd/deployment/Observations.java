package dev.hexad.cd.deployment;

import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.contracts.event.DeploymentHealthChanged;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How deployments that run were when their targets were asked last. */
@Component
class Observations {
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Clock clock;

  Observations(JdbcClient jdbc, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What was seen.
   *
   * @param since of this health
   */
  record Seen(
      Health health,
      String cause,
      List<Observation.Resource> resources,
      Instant since,
      Instant observedAt) {}

  /** Keeps what was seen; a change of health is told to all. */
  @Transactional
  public void keep(DeploymentEntity found, Observation observation) {
    UUID deployment = found.id();
    find(deployment)
        .filter(before -> before.health() != observation.health())
        .ifPresent(before ->
            outbox.event(
                new DeploymentHealthChanged(
                    found.ref(),
                    before.health().name(),
                    observation.health().name(),
                    observation.cause())));
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            """
            insert into observation (deployment_id, health, cause, resources, since, observed_at)
            values (:deployment, :health, :cause, :resources::jsonb, :now, :now)
            on conflict (deployment_id) do update
            set health = excluded.health, cause = excluded.cause, resources = excluded.resources,
                since = case when observation.health = excluded.health
                             then observation.since else excluded.since end,
                observed_at = excluded.observed_at
            """)
        .param("deployment", deployment)
        .param("health", observation.health().name())
        .param("cause", observation.cause())
        .param("resources", Json.write(observation.resources()))
        .param("now", now)
        .update();
  }

  Optional<Seen> find(UUID deployment) {
    return jdbc.sql("select * from observation where deployment_id = ?")
        .param(deployment)
        .query((rs, row) ->
            new Seen(
                Health.valueOf(rs.getString("health")),
                rs.getString("cause"),
                List.of(Json.read(rs.getString("resources"), Observation.Resource[].class)),
                rs.getObject("since", OffsetDateTime.class).toInstant(),
                rs.getObject("observed_at", OffsetDateTime.class).toInstant()))
        .optional();
  }
}
