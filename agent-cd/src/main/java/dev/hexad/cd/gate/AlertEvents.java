package dev.hexad.cd.gate;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.message.Envelope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AlertEvents {
  private record Raised(FiringAlerts alerts) implements EventHandler<AlertRaised> {
    @Override
    public Class<AlertRaised> eventType() {
      return AlertRaised.class;
    }

    @Override
    public void handle(AlertRaised event, Envelope envelope) {
      alerts.raised(event, envelope);
    }
  }

  private record Resolved(FiringAlerts alerts) implements EventHandler<AlertResolved> {
    @Override
    public Class<AlertResolved> eventType() {
      return AlertResolved.class;
    }

    @Override
    public void handle(AlertResolved event, Envelope envelope) {
      alerts.resolved(event.alertId());
    }
  }

  @Bean
  EventHandler<AlertRaised> alertRaised(FiringAlerts alerts) {
    return new Raised(alerts);
  }

  @Bean
  EventHandler<AlertResolved> alertResolved(FiringAlerts alerts) {
    return new Resolved(alerts);
  }
}
