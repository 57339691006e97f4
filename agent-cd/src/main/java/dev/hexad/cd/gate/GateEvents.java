package dev.hexad.cd.gate;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.event.PlanCompleted;
import dev.hexad.contracts.message.Envelope;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other agents tell that gates look at. */
@Configuration(proxyBeanMethods = false)
class GateEvents {
  private record Following<E extends Event>(Class<E> eventType, BiConsumer<E, Envelope> action)
      implements EventHandler<E> {
    @Override
    public void handle(E event, Envelope envelope) {
      action.accept(event, envelope);
    }
  }

  @Bean
  EventHandler<AlertRaised> alertRaised(FiringAlerts alerts) {
    return new Following<>(AlertRaised.class, alerts::raised);
  }

  @Bean
  EventHandler<AlertResolved> alertResolved(FiringAlerts alerts) {
    return new Following<>(
        AlertResolved.class, (event, envelope) -> alerts.resolved(event.alertId()));
  }

  @Bean
  EventHandler<PlanCompleted> planCompleted(Infrastructure infrastructure) {
    return new Following<>(PlanCompleted.class, infrastructure::planned);
  }

  @Bean
  EventHandler<ApplyCompleted> applyCompleted(Infrastructure infrastructure) {
    return new Following<>(ApplyCompleted.class, infrastructure::applied);
  }
}
