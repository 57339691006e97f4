package dev.hexad.monitoring.verdict;

import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.event.VerdictGiven;
import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.alert.StandingAlerts;
import dev.hexad.monitoring.scrape.Watched;
import dev.hexad.service.outbox.Outbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Verdicts as given; a failed one raises an alert in the same transaction. */
@Service
class Verdicts {
  private final JdbcClient jdbc;
  private final Watches watches;
  private final StandingAlerts alerts;
  private final Outbox outbox;
  private final Clock clock;

  Verdicts(JdbcClient jdbc, Watches watches, StandingAlerts alerts, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.watches = watches;
    this.alerts = alerts;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Transactional
  public void give(UUID id, Watched candidate, VerifyParameters.Result result) {
    int fresh =
        jdbc.sql(
                """
                insert into verdict (id, application_id, environment, revision, commit_id, verdict,
                  reason, result, given_at)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) on conflict do nothing
                """)
            .param(id)
            .param(candidate.applicationId())
            .param(candidate.environment())
            .param(candidate.revision())
            .param(candidate.commit())
            .param(result.verdict().name())
            .param(result.reason())
            .param(Json.write(result))
            .param(Timestamp.from(clock.instant()))
            .update();
    if (fresh == 0) {
      return;
    }
    watches.given(id);
    outbox.event(
        new VerdictGiven(
            id,
            candidate.applicationId(),
            candidate.environment(),
            candidate.revision(),
            candidate.commit(),
            result.verdict(),
            result.reason()));
    if (result.verdict() == Verdict.FAIL) {
      alerts.rolloutFailed(candidate, result.reason());
    }
  }

  /** A verdict as given. */
  record Given(
      UUID id,
      UUID applicationId,
      String environment,
      int revision,
      @Nullable String commit,
      Instant givenAt,
      VerifyParameters.Result result) {}

  Optional<Given> given(UUID id) {
    return jdbc.sql("select * from verdict where id = ?")
        .param(id)
        .query((rs, row) ->
            new Given(
                id,
                rs.getObject("application_id", UUID.class),
                rs.getString("environment"),
                rs.getInt("revision"),
                rs.getString("commit_id"),
                rs.getTimestamp("given_at").toInstant(),
                Json.read(rs.getString("result"), VerifyParameters.Result.class)))
        .optional();
  }
}
