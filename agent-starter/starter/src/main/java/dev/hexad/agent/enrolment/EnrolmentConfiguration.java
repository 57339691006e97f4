package dev.hexad.agent.enrolment;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.AgentProperties;
import dev.hexad.agent.command.Handlers;
import dev.hexad.agent.command.OpenCommands;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Messages;
import dev.hexad.service.identity.IdentityCheck;
import dev.hexad.service.identity.IdentityResolver;
import dev.hexad.service.identity.SignedIdentity;
import dev.hexad.service.schema.Schemas;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires enrolment, and the check of identities that the gateway sends. */
@Configuration(proxyBeanMethods = false)
public class EnrolmentConfiguration {

  @Bean
  OrchestratorClient orchestratorClient(AgentProperties properties) {
    return new OrchestratorClient(properties.orchestratorUrl());
  }

  @Bean
  Manifest manifest(
      AgentDefinition<?> definition,
      Handlers handlers,
      ObjectProvider<EventHandler<? extends Event>> eventHandlers) {
    List<String> emits = definition.emits().stream().map(Messages::typeOf).toList();
    List<String> wants =
        eventHandlers.stream().map(h -> Messages.typeOf(h.eventType())).sorted().toList();
    return new Manifest(
        definition.id(),
        definition.version(),
        definition.displayName(),
        definition.description(),
        handlers.capabilities(),
        Schemas.of(definition.configurationType()),
        Json.tree(definition.defaultConfiguration()),
        emits,
        wants,
        definition.views());
  }

  @Bean
  OtherAgents otherAgents(OrchestratorClient client) {
    return new OtherAgents(client);
  }

  @Bean
  Registration registration(
      Manifest manifest,
      LiveConfiguration<?> configuration,
      OrchestratorClient client,
      AgentProperties properties,
      Clock clock,
      WebServerApplicationContext web,
      DataSource database,
      OpenCommands commands) {
    var agent =
        new Registration.Agent(
            manifest,
            configuration,
            () -> web.getWebServer() == null ? 0 : web.getWebServer().getPort(),
            () -> answers(database),
            () -> waiting(commands));
    return new Registration(agent, client, properties, clock);
  }

  private static boolean answers(DataSource database) {
    try {
      return JdbcClient.create(database).sql("select 1").query(Integer.class).single() == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static @Nullable Integer waiting(OpenCommands commands) {
    try {
      return commands.waiting();
    } catch (RuntimeException e) {
      return null;
    }
  }

  @Bean
  EventHandler<?> configurationChangedHandler(
      AgentDefinition<?> definition, ObjectProvider<Registration> registration) {
    return new ConfigurationChangedHandler(definition.id(), registration::getObject);
  }

  /** Only identities signed by the orchestrator for this agent are believed. */
  @Bean
  IdentityResolver gatewayIdentity(
      AgentDefinition<?> definition, Registration registration, Clock clock) {
    var check = new IdentityCheck(definition.id(), clock);
    return request ->
        Optional.ofNullable(request.getHeader(SignedIdentity.HEADER))
            .flatMap(token -> check.verify(registration.identityKeys(), token));
  }
}
