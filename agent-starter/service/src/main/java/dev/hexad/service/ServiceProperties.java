package dev.hexad.service;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of every Hexad service, prefix {@code hexad}.
 *
 * @param name short name of the service, also its schema and its source on the bus
 * @param tenant the tenant that messages of this installation carry, {@code default} when absent
 * @param dataDir folder for files of the service, below the temporary folder when absent
 */
@ConfigurationProperties("hexad")
public record ServiceProperties(String name, @Nullable String tenant, @Nullable Path dataDir) {
  public ServiceProperties {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("hexad.name is missing; start through HexadService.run");
    }
    tenant = tenant == null ? "default" : tenant;
    dataDir =
        dataDir == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "hexad-" + name)
            : dataDir.toAbsolutePath();
  }

  /** The tenant, never absent. */
  public String tenantName() {
    return tenant == null ? "default" : tenant;
  }

  /** The folder, absolute, never absent. */
  public Path dataFolder() {
    return dataDir == null ? Path.of(".").toAbsolutePath() : dataDir;
  }
}
