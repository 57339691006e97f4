package dev.hexad.agent.command;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.AgentProperties;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.bus.Parking;
import dev.hexad.service.outbox.Outbox;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires command intake and work. */
@Configuration(proxyBeanMethods = false)
@Import(CommandController.class)
public class CommandConfiguration {

  @Bean
  CommandStore commandStore(JdbcClient jdbc) {
    return new CommandStore(jdbc);
  }

  @Bean
  Fences fences(JdbcClient jdbc) {
    return new Fences(jdbc);
  }

  @Bean
  OpenCommands openCommands(CommandStore store, AgentProperties properties) {
    return new OpenCommands(store, properties.workers());
  }

  @Bean
  LogHub logHub() {
    return new LogHub();
  }

  @Bean
  Handlers handlers(List<CommandHandler<?, ?>> handlers) {
    return new Handlers(handlers);
  }

  @Bean
  CommandWorker commandWorker(
      CommandStore store,
      Fences fences,
      Handlers handlers,
      Outbox outbox,
      JdbcClient jdbc,
      LogHub hub,
      PlatformTransactionManager transactions,
      AgentProperties properties) {
    var transaction = new TransactionTemplate(transactions);
    var executions =
        new CommandExecution.Factory(
            store,
            new CommandEnds(store, outbox, transaction),
            fences,
            handlers,
            outbox,
            jdbc,
            hub,
            transaction,
            properties);
    return new CommandWorker(executions, properties);
  }

  @Bean
  CommandIntake commandIntake(
      AgentDefinition<?> definition,
      Bus bus,
      CommandStore store,
      Handlers handlers,
      CommandWorker worker,
      Outbox outbox,
      Parking parking,
      PlatformTransactionManager transactions) {
    return new CommandIntake(
        definition.id(),
        bus,
        store,
        handlers,
        worker,
        outbox,
        parking,
        new TransactionTemplate(transactions));
  }
}
