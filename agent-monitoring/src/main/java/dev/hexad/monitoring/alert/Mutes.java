package dev.hexad.monitoring.alert;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.settings.Inhibition;
import dev.hexad.monitoring.settings.Maintenance;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.Severity;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why nobody is told of an alert. */
@Component
class Mutes {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private final JdbcClient jdbc;
  private final LiveConfiguration<MonitoringSettings> settings;

  Mutes(JdbcClient jdbc, LiveConfiguration<MonitoringSettings> settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  private record Silence(
      @Nullable String rule,
      @Nullable String application,
      @Nullable String environment,
      String words) {
    boolean covers(Alert alert) {
      return (rule == null || Inhibition.fits(rule, alert.what().rule()))
          && (application == null || application.equals(alert.place().application()))
          && (environment == null || environment.equals(alert.place().environment()));
    }
  }

  private record Rollout(UUID applicationId, String environment) {}

  /** Whether there is nothing that could mute, and nothing muted that could be told now. */
  boolean isIdle(Instant now) {
    return settings.current().maintenance().isEmpty()
        && settings.current().inhibitions().isEmpty()
        && jdbc.sql(
                """
                select not exists (select 1 from silence where to_at > :now)
                  and not exists (select 1 from rollout where until > :now)
                  and not exists (select 1 from alert
                    where state <> 'RESOLVED' and muted is not null)
                """)
            .param("now", Timestamp.from(now))
            .query(Boolean.class)
            .single();
  }

  /** What mutes at a time; read once, to be asked for many alerts. */
  AtTime at(Instant now) {
    List<Silence> silences =
        jdbc.sql("select * from silence where from_at <= :now and to_at > :now order by to_at desc")
            .param("now", Timestamp.from(now))
            .query((rs, row) ->
                new Silence(
                    rs.getString("rule"),
                    rs.getString("application"),
                    rs.getString("environment"),
                    "silenced by %s until %s UTC: %s"
                        .formatted(
                            rs.getString("who"),
                            TIME.format(rs.getTimestamp("to_at").toInstant()),
                            rs.getString("reason"))))
            .list();
    Set<Rollout> rollouts =
        jdbc
            .sql("select application_id, environment from rollout where until > ?")
            .param(Timestamp.from(now))
            .query((rs, row) -> new Rollout(rs.getObject(1, UUID.class), rs.getString(2)))
            .list()
            .stream()
            .collect(Collectors.toUnmodifiableSet());
    return new AtTime(now, silences, rollouts, settings.current());
  }

  /** What mutes at a time. */
  final class AtTime {
    private final Instant now;
    private final List<Silence> silences;
    private final Set<Rollout> rollouts;
    private final MonitoringSettings configured;

    private AtTime(
        Instant now, List<Silence> silences, Set<Rollout> rollouts, MonitoringSettings configured) {
      this.now = now;
      this.silences = silences;
      this.rollouts = rollouts;
      this.configured = configured;
    }

    /** A sentence for people; empty when they are told. */
    Optional<String> reason(Alert alert) {
      return silences.stream()
          .filter(silence -> silence.covers(alert))
          .findFirst()
          .map(Silence::words)
          .or(() -> maintenance(alert))
          .or(() -> inhibition(alert))
          .or(() -> rollout(alert));
    }

    private Optional<String> maintenance(Alert alert) {
      Place place = alert.place();
      return configured.maintenance().stream()
          .filter(m -> m.covers(now, place.application(), place.environment()))
          .map(Maintenance::name)
          .findFirst()
          .map(name -> "maintenance: " + name);
    }

    private Optional<String> inhibition(Alert alert) {
      List<String> causes =
          configured.inhibitions().stream()
              .filter(i -> Inhibition.fits(i.quiet(), alert.what().rule()))
              .map(Inhibition::when)
              .toList();
      if (causes.isEmpty()) {
        return Optional.empty();
      }
      return jdbc
          .sql(
              """
              select rule, title from alert where state in ('FIRING', 'ACKNOWLEDGED')
                and id <> :id and rule <> :rule
                and application is not distinct from :application
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
    private Optional<String> rollout(Alert alert) {
      UUID application = alert.place().applicationId();
      String environment = alert.place().environment();
      if (alert.what().severity() == Severity.CRITICAL
          || application == null
          || environment == null) {
        return Optional.empty();
      }
      return rollouts.contains(new Rollout(application, environment))
          ? Optional.of("a rollout is under way")
          : Optional.empty();
    }
  }
}
