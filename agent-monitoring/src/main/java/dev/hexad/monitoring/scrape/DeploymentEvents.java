package dev.hexad.monitoring.scrape;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.EnvironmentRemoved;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows CD: what it deployed is watched. */
@Configuration(proxyBeanMethods = false)
class DeploymentEvents {
  @Bean
  EventHandler<DeploymentSucceeded> watchSucceeded(WatchList list) {
    return EventHandler.of(
        DeploymentSucceeded.class,
        (e, envelope) -> list.replace(e.deployment(), e.endpoints(), envelope));
  }

  @Bean
  EventHandler<DeploymentPromoted> watchPromoted(WatchList list) {
    return EventHandler.of(
        DeploymentPromoted.class,
        (e, envelope) -> list.replace(e.deployment(), e.endpoints(), envelope));
  }

  @Bean
  EventHandler<EnvironmentRemoved> watchRemoved(WatchList list) {
    return EventHandler.of(
        EnvironmentRemoved.class, (e, envelope) -> list.remove(e.applicationId(), e.environment()));
  }

  @Bean
  EventHandler<DeploymentRolledBack> watchRolledBack(WatchList list) {
    return EventHandler.of(
        DeploymentRolledBack.class, (e, envelope) -> list.replace(e.to(), e.endpoints(), envelope));
  }
}
