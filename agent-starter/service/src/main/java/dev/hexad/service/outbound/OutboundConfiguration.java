package dev.hexad.service.outbound;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The guard of this service and the client behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboundProperties.class)
public class OutboundConfiguration {

  @Bean
  @ConditionalOnMissingBean
  OutboundGuard outboundGuard(OutboundProperties properties) {
    return OutboundGuard.allowing(properties.allowed());
  }

  @Bean
  @ConditionalOnMissingBean
  GuardedHttp guardedHttp(OutboundGuard guard) {
    return new GuardedHttp(guard);
  }
}
