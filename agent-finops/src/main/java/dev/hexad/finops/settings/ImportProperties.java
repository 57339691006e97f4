package dev.hexad.finops.settings;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of imports, prefix {@code hexad.finops}.
 *
 * @param importFolders folders from which commands may import files; none when absent
 */
@ConfigurationProperties("hexad.finops")
public record ImportProperties(@Nullable List<Path> importFolders) {
  public List<Path> folders() {
    return importFolders == null ? List.of() : importFolders;
  }
}
