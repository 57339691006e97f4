package dev.hexad.service;

import dev.hexad.service.bus.BusConfiguration;
import dev.hexad.service.identity.IdentityConfiguration;
import dev.hexad.service.outbound.OutboundConfiguration;
import dev.hexad.service.outbox.OutboxConfiguration;
import dev.hexad.service.vault.VaultConfiguration;
import dev.hexad.service.web.WebConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Everything a Hexad service has, orchestrator and agents alike. */
@AutoConfiguration(
    beforeName =
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration")
@ConditionalOnProperty("hexad.name")
@EnableScheduling
@EnableConfigurationProperties(ServiceProperties.class)
@Import({
  BusConfiguration.class,
  OutboxConfiguration.class,
  WebConfiguration.class,
  IdentityConfiguration.class,
  OutboundConfiguration.class,
  VaultConfiguration.class
})
public final class HexadServiceAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
