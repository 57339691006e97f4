package dev.hexad.ci.local;

import dev.hexad.ci.cache.Caches;
import dev.hexad.ci.engine.DockerEngine;
import dev.hexad.ci.runner.Runners;
import dev.hexad.service.ServiceProperties;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.bind.annotation.RestController;

/**
 * Runners and caches, and nothing of an agent; not annotated, so that an agent does not find it.
 */
@ComponentScan(
    basePackageClasses = {Runners.class, Caches.class, DockerEngine.class},
    excludeFilters = @ComponentScan.Filter(RestController.class))
@ConfigurationPropertiesScan(basePackageClasses = {Runners.class, Caches.class})
class LocalConfiguration {
  @Bean
  ServiceProperties serviceProperties() {
    String home = System.getProperty("user.home");
    return new ServiceProperties("ci", null, Path.of(home, ".cache", "hexad"));
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
