package dev.hexad.monitoring.alert;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.DeploymentFailed;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentStarted;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.EnvironmentRemoved;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.monitoring.scrape.Watched;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where something is rolled out now. It ends by itself: some time after the rollout has ended, or
 * when nothing was heard of it for long.
 */
@Configuration(proxyBeanMethods = false)
class Rollouts {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration SETTLING = Duration.ofMinutes(1);

  private record Following<E extends Event>(
      Class<E> eventType,
      Function<E, DeploymentRef> deployment,
      Duration lasts,
      JdbcClient jdbc,
      Clock clock)
      implements EventHandler<E> {
    @Override
    public void handle(E event, Envelope envelope) {
      DeploymentRef ref = deployment.apply(event);
      jdbc.sql(
              """
              insert into rollout (application_id, environment, until) values (?, ?, ?)
              on conflict (application_id, environment) do update set until = excluded.until
              """)
          .param(ref.applicationId())
          .param(ref.environment())
          .param(Timestamp.from(clock.instant().plus(lasts)))
          .update();
    }
  }

  @Bean
  EventHandler<DeploymentStarted> rolloutBegins(JdbcClient jdbc, Clock clock) {
    return new Following<>(
        DeploymentStarted.class, DeploymentStarted::deployment, LONGEST, jdbc, clock);
  }

  @Bean
  EventHandler<DeploymentSucceeded> rolloutSettles(JdbcClient jdbc, Clock clock) {
    return new Following<>(
        DeploymentSucceeded.class, DeploymentSucceeded::deployment, SETTLING, jdbc, clock);
  }

  @Bean
  EventHandler<DeploymentPromoted> rolloutPromoted(JdbcClient jdbc, Clock clock) {
    return new Following<>(
        DeploymentPromoted.class, DeploymentPromoted::deployment, SETTLING, jdbc, clock);
  }

  @Bean
  EventHandler<DeploymentFailed> rolloutFailed(JdbcClient jdbc, Clock clock) {
    return new Following<>(
        DeploymentFailed.class, DeploymentFailed::deployment, SETTLING, jdbc, clock);
  }

  /** What did not come up is an incident at once; the revision itself is the suspect. */
  @Bean
  EventHandler<DeploymentFailed> alertOnFailure(StandingAlerts alerts) {
    return EventHandler.of(
        DeploymentFailed.class,
        (event, envelope) ->
            alerts.rolloutFailed(
                Watched.neverRan(event.deployment(), envelope.correlationid(), envelope.time()),
                event.reason()));
  }

  @Bean
  EventHandler<EnvironmentRemoved> endWithEnvironment(Alerts alerts) {
    return EventHandler.of(
        EnvironmentRemoved.class,
        (event, envelope) ->
            alerts.endOrphans(
                Observation.Origin.STANDING,
                alert ->
                    event.applicationId().equals(alert.place().applicationId())
                        && event.environment().equals(alert.place().environment()),
                "the environment was removed"));
  }
}
