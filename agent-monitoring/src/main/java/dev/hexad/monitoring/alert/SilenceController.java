package dev.hexad.monitoring.alert;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Silences: somebody keeps alerts quiet, for a reason and until a time. */
@RestController
@RequestMapping("/api/v1/monitoring/silences")
class SilenceController {
  private static final Duration LONGEST = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final Alerts alerts;
  private final Clock clock;

  SilenceController(JdbcClient jdbc, Alerts alerts, Clock clock) {
    this.jdbc = jdbc;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * A silence that is wanted.
   *
   * @param rule with {@code *} at its end for the rest; all when absent
   * @param from now when absent
   */
  record Wish(
      @Nullable String rule,
      @Nullable String application,
      @Nullable String environment,
      String reason,
      @Nullable Instant from,
      Instant to) {}

  /** A silence. */
  record Silence(
      UUID id,
      @Nullable String rule,
      @Nullable String application,
      @Nullable String environment,
      String reason,
      String who,
      Instant from,
      Instant to,
      @Nullable String endedBy) {}

  @GetMapping
  @RequiresScope("monitoring:read")
  Page<Silence> silences(
      @RequestParam(defaultValue = "false") boolean past,
      @RequestParam(required = false) @Nullable Integer limit) {
    return Page.all(
        jdbc.sql("select * from silence where to_at > ? or ? order by to_at desc limit ?")
            .param(Timestamp.from(clock.instant()))
            .param(past)
            .param(Page.size(limit))
            .query(SilenceController::silence)
            .list());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("monitoring:write")
  Silence add(Identity identity, @RequestBody Wish wish) {
    Instant from = wish.from() == null ? clock.instant() : wish.from();
    if (wish.reason() == null || wish.reason().isBlank()) {
      throw new HexadException(ProblemType.INVALID, "A silence needs a reason.");
    }
    if (wish.to() == null
        || !from.isBefore(wish.to())
        || Duration.between(from, wish.to()).compareTo(LONGEST) > 0) {
      throw new HexadException(
          ProblemType.INVALID, "A silence needs an end ('to'), 30 days after its begin at most.");
    }
    Silence added =
        jdbc.sql(
                """
                insert into silence (id, rule, application, environment, reason, who, from_at,
                  to_at) values (?, ?, ?, ?, ?, ?, ?, ?) returning *
                """)
            .param(Ids.next())
            .param(wish.rule())
            .param(wish.application())
            .param(wish.environment())
            .param(wish.reason())
            .param(identity.subject())
            .param(Timestamp.from(from))
            .param(Timestamp.from(wish.to()))
            .query(SilenceController::silence)
            .single();
    alerts.muteAnew();
    return added;
  }

  /** Ends a silence now. */
  @DeleteMapping("/{id}")
  @RequiresScope("monitoring:write")
  Silence end(Identity identity, @PathVariable UUID id) {
    Timestamp now = Timestamp.from(clock.instant());
    Silence ended =
        jdbc.sql(
                """
                update silence set to_at = greatest(?, from_at + interval '1 millisecond'),
                  ended_by = ? where id = ? and to_at > ? returning *
                """)
            .params(now, identity.subject(), id, now)
            .query(SilenceController::silence)
            .optional()
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.NOT_FOUND, "There is no silence " + id + ", or it has ended."));
    alerts.muteAnew();
    return ended;
  }

  private static Silence silence(ResultSet rs, int row) throws SQLException {
    return new Silence(
        rs.getObject("id", UUID.class),
        rs.getString("rule"),
        rs.getString("application"),
        rs.getString("environment"),
        rs.getString("reason"),
        rs.getString("who"),
        rs.getTimestamp("from_at").toInstant(),
        rs.getTimestamp("to_at").toInstant(),
        rs.getString("ended_by"));
  }
}
