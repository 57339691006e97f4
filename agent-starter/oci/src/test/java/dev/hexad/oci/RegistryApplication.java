package dev.hexad.oci;

import dev.hexad.oci.registry.BuiltInRegistry;
import dev.hexad.oci.registry.OciRegistryConfiguration;
import dev.hexad.service.ServiceProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The built-in registry in a service of its own. */
@SpringBootConfiguration
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class
})
@Import(OciRegistryConfiguration.class)
public class RegistryApplication {
  private static final ThreadLocal<Path> FOLDER = new ThreadLocal<>();

  /** Starts in a process of its own and prints the address; the argument is the folder. */
  public static void main(String[] args) {
    System.out.println("address=" + registry(start(Path.of(args[0]))).address());
  }

  /** Starts on a free port, with its files in a folder. */
  public static ConfigurableApplicationContext start(Path folder) {
    FOLDER.set(folder);
    var application = new SpringApplication(RegistryApplication.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "server.address", "127.0.0.1",
            "spring.main.banner-mode", "off",
            "spring.main.register-shutdown-hook", "false"));
    return application.run();
  }

  @Bean
  ServiceProperties service() {
    return new ServiceProperties("ci", null, FOLDER.get());
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  public static BuiltInRegistry registry(ConfigurableApplicationContext context) {
    return context.getBean(BuiltInRegistry.class);
  }
}
