package dev.hexad.cd.gate;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.PlanCompleted;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other agents tell that gates look at. */
@Configuration(proxyBeanMethods = false)
class GateEvents {
  @Bean
  EventHandler<AlertRaised> alertRaised(FiringAlerts alerts) {
    return EventHandler.of(AlertRaised.class, alerts::raised);
  }

  @Bean
  EventHandler<AlertResolved> alertResolved(FiringAlerts alerts) {
    return EventHandler.of(
        AlertResolved.class, (event, envelope) -> alerts.resolved(event.alertId()));
  }

  @Bean
  EventHandler<PlanCompleted> planCompleted(Infrastructure infrastructure) {
    return EventHandler.of(PlanCompleted.class, infrastructure::planned);
  }

  @Bean
  EventHandler<ApplyCompleted> applyCompleted(Infrastructure infrastructure) {
    return EventHandler.of(ApplyCompleted.class, infrastructure::applied);
  }
}
