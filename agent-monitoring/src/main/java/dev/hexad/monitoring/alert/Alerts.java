package dev.hexad.monitoring.alert;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.Suspect;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.scrape.Watched;
import dev.hexad.service.outbox.Outbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Alerts: at most one firing per fingerprint, each change of state told by an event. */
@Service
public class Alerts {
  static final String ROLLOUT = "rollout";

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Clock clock;

  Alerts(JdbcClient jdbc, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A firing alert. */
  record Firing(
      UUID id,
      String rule,
      UUID applicationId,
      String environment,
      int revision,
      Instant raisedAt) {}

  /** Raises the alert that a rollout was judged bad; the suspect is the revision itself. */
  @Transactional
  public void rolloutFailed(Watched candidate, String reason) {
    raise(
        ROLLOUT,
        candidate,
        "critical",
        "%s: revision %d fails in %s"
            .formatted(candidate.application(), candidate.revision(), candidate.environment()),
        reason);
  }

  /** Raises an alert unless it is firing already. */
  @Transactional
  public void raise(
      String rule, Watched watched, String severity, String title, String description) {
    UUID id = Ids.next();
    List<Suspect> suspects = List.of(suspect(watched, description));
    int fresh =
        jdbc.sql(
                """
                insert into alert (id, fingerprint, rule, application_id, environment, revision,
                  severity,
                  title, description, suspects, state, raised_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'FIRING', ?) on conflict do nothing
                """)
            .params(
                id,
                rule + "/" + watched.applicationId() + "/" + watched.environment(),
                rule,
                watched.applicationId(),
                watched.environment(),
                watched.revision(),
                severity,
                title,
                description,
                Json.write(suspects),
                Timestamp.from(clock.instant()))
            .update();
    if (fresh == 1) {
      outbox.event(
          new AlertRaised(
              id,
              watched.applicationId(),
              watched.environment(),
              severity,
              title,
              description,
              suspects));
    }
  }

  private static Suspect suspect(Watched watched, String description) {
    return new Suspect(
        watched.deploymentId(),
        watched.revision(),
        watched.commit(),
        watched.author(),
        watched.runId(),
        "revision %d came up at %s; since then %s"
            .formatted(watched.revision(), watched.since(), description));
  }

  @Transactional
  public void resolve(Firing alert, String reason) {
    int changed =
        jdbc.sql(
                """
                update alert set state = 'RESOLVED', resolved_at = ?, resolution = ?
                where id = ? and state = 'FIRING'
                """)
            .params(Timestamp.from(clock.instant()), reason, alert.id())
            .update();
    if (changed == 1) {
      outbox.event(new AlertResolved(alert.id(), reason));
    }
  }

  List<Firing> firing() {
    return jdbc.sql("select * from alert where state = 'FIRING'")
        .query((rs, n) ->
            new Firing(
                rs.getObject("id", UUID.class),
                rs.getString("rule"),
                rs.getObject("application_id", UUID.class),
                rs.getString("environment"),
                rs.getInt("revision"),
                rs.getTimestamp("raised_at").toInstant()))
        .list();
  }
}
