package dev.hexad.service;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts a Hexad service; several can live in one JVM. */
public final class HexadService {
  private HexadService() {}

  /**
   * Starts a service and returns when it is ready.
   *
   * @param application the class annotated with {@code @SpringBootApplication}
   * @param name short name: configuration is read from {@code hexad-<name>}, migrations from {@code
   *     db/migration/<name>}
   */
  public static ConfigurableApplicationContext run(
      Class<?> application, String name, String... args) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("spring.config.name", "hexad-" + name);
    defaults.put("hexad.name", name);
    return new SpringApplicationBuilder(application)
        .bannerMode(Banner.Mode.OFF)
        .registerShutdownHook(true)
        .properties(defaults)
        .run(args);
  }
}
