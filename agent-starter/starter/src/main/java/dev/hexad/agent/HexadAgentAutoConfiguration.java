package dev.hexad.agent;

import dev.hexad.agent.command.CommandConfiguration;
import dev.hexad.agent.configuration.KeptConfiguration;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.EnrolmentConfiguration;
import dev.hexad.agent.event.EventConfiguration;
import dev.hexad.agent.lease.LeaseConfiguration;
import dev.hexad.service.HexadServiceAutoConfiguration;
import dev.hexad.service.vault.Vault;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that makes an application an agent; needs one {@link AgentDefinition} bean. */
@AutoConfiguration(after = HexadServiceAutoConfiguration.class)
@ConditionalOnBean(AgentDefinition.class)
@EnableConfigurationProperties(AgentProperties.class)
@Import({
  CommandConfiguration.class,
  EnrolmentConfiguration.class,
  EventConfiguration.class,
  LeaseConfiguration.class
})
public final class HexadAgentAutoConfiguration {

  @Bean
  <C extends Record> LiveConfiguration<C> liveConfiguration(
      AgentDefinition<C> definition, JdbcClient jdbc, Vault vault) {
    return new LiveConfiguration<>(
        definition.configurationType(),
        definition.defaultConfiguration(),
        new KeptConfiguration(jdbc, vault));
  }
}
