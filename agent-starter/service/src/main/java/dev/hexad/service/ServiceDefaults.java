package dev.hexad.service;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings that every Hexad service shares; anything a user sets wins over them. */
final class ServiceDefaults implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String name = environment.getProperty("hexad.name");
    if (name == null) {
      return;
    }
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("spring.application.name", "hexad-" + name);
    defaults.put("spring.threads.virtual.enabled", "true");
    defaults.put("spring.main.keep-alive", "true");
    defaults.put("spring.jpa.open-in-view", "false");
    defaults.put("spring.jpa.hibernate.ddl-auto", "validate");
    defaults.put("spring.jpa.properties.hibernate.jdbc.time_zone", "UTC");
    defaults.put("spring.flyway.locations", locations(name, environment));
    defaults.put("spring.flyway.out-of-order", "true");
    defaults.put("spring.datasource.hikari.maximum-pool-size", "10");
    defaults.put("spring.datasource.hikari.minimum-idle", "1");
    defaults.put("spring.datasource.hikari.connection-timeout", "5000");
    defaults.put("spring.kafka.producer.acks", "all");
    defaults.put("spring.kafka.producer.properties.enable.idempotence", "true");
    defaults.put("spring.kafka.producer.properties.linger.ms", "0");
    defaults.put("spring.kafka.producer.properties.max.block.ms", "4000");
    defaults.put("spring.kafka.producer.properties.request.timeout.ms", "4000");
    defaults.put("spring.kafka.producer.properties.delivery.timeout.ms", "6000");
    defaults.put("spring.kafka.consumer.auto-offset-reset", "earliest");
    defaults.put("spring.kafka.admin.fail-fast", "false");
    defaults.put("spring.kafka.admin.properties.default.api.timeout.ms", "5000");
    defaults.put("spring.kafka.admin.properties.request.timeout.ms", "4000");
    defaults.put("management.endpoints.web.exposure.include", "health,info,prometheus");
    defaults.put("management.metrics.use-global-registry", "false");
    defaults.put("management.health.redis.enabled", "false");
    defaults.put("server.shutdown", "graceful");
    defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
    defaults.put("server.error.include-message", "never");
    defaults.put("server.tomcat.max-swallow-size", "-1");
    defaults.put("spring.data.redis.repositories.enabled", "false");
    defaults.put("springdoc.api-docs.path", "/openapi.json");
    defaults.put("springdoc.default-produces-media-type", "application/json");
    defaults.put("springdoc.swagger-ui.enabled", "false");
    defaults.put("logging.level.org.apache.kafka", "WARN");
    // Says at every upload that the JDK sets the content's length itself.
    defaults.put("logging.level.com.azure.core.http.jdk.httpclient.JdkHttpClient", "ERROR");
    if (!"orchestrator".equals(name)) {
      defaults.put("db-scheduler.enabled", "false");
    }
    environment.getPropertySources().addLast(new MapPropertySource("hexadDefaults", defaults));
  }

  private static String locations(String name, ConfigurableEnvironment environment) {
    String extra = environment.getProperty("hexad.migrations", "");
    return "classpath:db/hexad-service,"
        + ("orchestrator".equals(name) ? "" : "classpath:db/hexad-agent,")
        + "classpath:db/migration/"
        + name
        + (extra.isBlank() ? "" : "," + extra);
  }
}
