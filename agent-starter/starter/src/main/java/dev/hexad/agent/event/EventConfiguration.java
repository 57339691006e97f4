package dev.hexad.agent.event;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.bus.Parking;
import dev.hexad.service.outbox.Inbox;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the subscription to events. */
@Configuration(proxyBeanMethods = false)
public class EventConfiguration {

  @Bean
  EventSubscription eventSubscription(
      AgentDefinition<?> definition,
      Bus bus,
      List<EventHandler<?>> handlers,
      Inbox inbox,
      Parking parking,
      PlatformTransactionManager transactions) {
    return new EventSubscription(
        definition.id(), bus, handlers, inbox, parking, new TransactionTemplate(transactions));
  }
}
