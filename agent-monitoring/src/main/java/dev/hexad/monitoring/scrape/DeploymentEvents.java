package dev.hexad.monitoring.scrape;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.EnvironmentRemoved;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows CD: what it deployed is watched. */
@Configuration(proxyBeanMethods = false)
class DeploymentEvents {

  private record Following<E extends Event>(Class<E> eventType, BiConsumer<E, Envelope> action)
      implements EventHandler<E> {
    @Override
    public void handle(E event, Envelope envelope) {
      action.accept(event, envelope);
    }
  }

  @Bean
  EventHandler<DeploymentSucceeded> watchSucceeded(WatchList list) {
    return new Following<>(
        DeploymentSucceeded.class,
        (e, envelope) -> list.replace(e.deployment(), e.endpoints(), envelope));
  }

  @Bean
  EventHandler<DeploymentPromoted> watchPromoted(WatchList list) {
    return new Following<>(
        DeploymentPromoted.class,
        (e, envelope) -> list.replace(e.deployment(), e.endpoints(), envelope));
  }

  @Bean
  EventHandler<EnvironmentRemoved> watchRemoved(WatchList list) {
    return new Following<>(
        EnvironmentRemoved.class, (e, envelope) -> list.remove(e.applicationId(), e.environment()));
  }

  @Bean
  EventHandler<DeploymentRolledBack> watchRolledBack(WatchList list) {
    return new Following<>(
        DeploymentRolledBack.class, (e, envelope) -> list.replace(e.to(), e.endpoints(), envelope));
  }
}
