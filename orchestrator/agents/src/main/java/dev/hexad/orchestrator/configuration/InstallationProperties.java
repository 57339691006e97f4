package dev.hexad.orchestrator.configuration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which installation this is and where its configuration is kept, prefix {@code hexad}.
 *
 * @param environment the overlay that holds here, for example {@code production}; none when absent
 */
@ConfigurationProperties("hexad")
record InstallationProperties(@Nullable String environment, @DefaultValue Source configuration) {
  InstallationProperties {
    if (environment != null && !Configurations.ENVIRONMENT.matcher(environment).matches()) {
      throw new IllegalArgumentException(
          "hexad.environment '" + environment + "' must be lower case letters, digits or dashes");
    }
  }

  /**
   * Files that the running configuration is compared with.
   *
   * @param source file or folder, such as a checkout of a Git repository; no comparison when absent
   * @param apply whether a changed file is applied without being asked
   */
  record Source(@Nullable Path source, @DefaultValue("false") boolean apply) {}

  String environmentName() {
    return environment == null ? Configurations.BASE : environment;
  }
}
