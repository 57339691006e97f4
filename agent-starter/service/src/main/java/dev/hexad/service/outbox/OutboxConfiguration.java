package dev.hexad.service.outbox;

import dev.hexad.service.ServiceProperties;
import dev.hexad.service.bus.Bus;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires outbox, relay and inbox. */
@Configuration(proxyBeanMethods = false)
public class OutboxConfiguration {

  @Bean
  OutboxSignal outboxSignal() {
    return new OutboxSignal();
  }

  @Bean
  Outbox outbox(JdbcClient jdbc, ServiceProperties service, Clock clock, OutboxSignal signal) {
    return new Outbox(jdbc, service, clock, signal);
  }

  @Bean
  OutboxRelay outboxRelay(
      JdbcClient jdbc, PlatformTransactionManager transactions, Bus bus, OutboxSignal signal) {
    return new OutboxRelay(jdbc, new TransactionTemplate(transactions), bus, signal);
  }

  @Bean
  Inbox inbox(JdbcClient jdbc) {
    return new Inbox(jdbc);
  }
}
