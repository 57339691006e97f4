package dev.hexad.ci.build;

import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The disk that builds work on. */
@Component
final class WorkDisk {
  private static final long MEBIBYTE = 1024 * 1024;
  private static final long LITTLE = 256 * MEBIBYTE;

  private final Path folder;

  WorkDisk(ServiceProperties service) {
    this.folder = service.dataFolder();
  }

  /** What to tell people when it is full: less than a fiftieth is left, and little at that. */
  Optional<String> shortage() {
    try {
      FileStore disk = Files.getFileStore(folder);
      long left = disk.getUsableSpace();
      return left < Math.min(disk.getTotalSpace() / 50, LITTLE)
          ? Optional.of(
              "The disk with %s is full (%d of %d MiB left): remove files there, or give the CI agent a"
                      .formatted(folder, left / MEBIBYTE, disk.getTotalSpace() / MEBIBYTE)
                  + " larger one with hexad.data-dir.")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
