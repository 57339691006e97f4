package dev.hexad.monitoring.alert;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.settings.Inhibition;
import dev.hexad.monitoring.settings.Maintenance;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.Severity;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why nobody is told of an alert. */
@Component
class Mutes {
  private final JdbcClient jdbc;
  private final LiveConfiguration<MonitoringSettings> settings;

  Mutes(JdbcClient jdbc, LiveConfiguration<MonitoringSettings> settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /** A sentence for people; empty when they are told. */
  Optional<String> reason(Alert alert, Instant now) {
    return silence(alert, now)
        .or(() -> maintenance(alert, now))
        .or(() -> inhibition(alert))
        .or(() -> rollout(alert, now));
  }

  private Optional<String> silence(Alert alert, Instant now) {
    return jdbc.sql(
            """
            select who || ' until ' || to_char(to_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') ||
              ' UTC: ' || reason
            from silence where from_at <= :now and to_at > :now
              and (rule is null or rule = :rule
                or right(rule, 1) = '*' and starts_with(:rule, left(rule, -1)))
              and (application is null or application = :application)
              and (environment is null or environment = :environment)
            order by to_at desc limit 1
            """)
        .param("now", Timestamp.from(now))
        .param("rule", alert.what().rule())
        .param("application", alert.place().application())
        .param("environment", alert.place().environment())
        .query(String.class)
        .optional()
        .map(text -> "silenced by " + text);
  }

  private Optional<String> maintenance(Alert alert, Instant now) {
    Place place = alert.place();
    return settings.current().maintenance().stream()
        .filter(m -> m.covers(now, place.application(), place.environment()))
        .map(Maintenance::name)
        .findFirst()
        .map(name -> "maintenance: " + name);
  }

  private Optional<String> inhibition(Alert alert) {
    List<String> causes =
        settings.current().inhibitions().stream()
            .filter(i -> Inhibition.fits(i.quiet(), alert.what().rule()))
            .map(Inhibition::when)
            .toList();
    if (causes.isEmpty()) {
      return Optional.empty();
    }
    return jdbc
        .sql(
            """
            select rule, title from alert where state in ('FIRING', 'ACKNOWLEDGED') and id <> :id
              and rule <> :rule and application is not distinct from :application
              and environment is not distinct from :environment
            """)
        .param("id", alert.id())
        .param("rule", alert.what().rule())
        .param("application", alert.place().application())
        .param("environment", alert.place().environment())
        .query((rs, row) -> new String[] {rs.getString(1), rs.getString(2)})
        .list()
        .stream()
        .filter(other -> causes.stream().anyMatch(cause -> Inhibition.fits(cause, other[0])))
        .findFirst()
        .map(other -> "a consequence of: " + other[1]);
  }

  /** What is critical is told during a rollout too. */
  private Optional<String> rollout(Alert alert, Instant now) {
    if (alert.what().severity() == Severity.CRITICAL || alert.place().applicationId() == null) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            select 1 from rollout where application_id = ? and environment = ? and until > ?
            """)
        .param(alert.place().applicationId())
        .param(alert.place().environment())
        .param(Timestamp.from(now))
        .query(Integer.class)
        .optional()
        .map(one -> "a rollout is under way");
  }
}
