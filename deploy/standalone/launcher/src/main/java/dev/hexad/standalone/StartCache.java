package dev.hexad.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The JVM's ahead-of-time cache of one build: loaded classes, linked. It is recorded by a run of
 * all services and serves every later JVM that has the same class path.
 */
final class StartCache {
  private static final String COMPLETE = "AOTCache creation is complete";

  private final Path folder;
  private final Path file;

  StartCache(Path state, String build) {
    this.folder = state.resolve("cache");
    this.file = folder.resolve("services-" + build + ".aot");
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Options that use the cache; a cache that does not fit is ignored by the JVM with a warning. */
  List<String> use() {
    return exists() ? List.of("-XX:AOTCache=" + file) : List.of();
  }

  /** Options that record a new cache, written when the JVM ends. */
  List<String> record() {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(unfinished());
      return List.of("-XX:AOTCacheOutput=" + unfinished());
    } catch (IOException e) {
      throw new InstallationException("cannot write " + folder, e);
    }
  }

  /** Takes over what an ended recording has written, if the JVM said that it is complete. */
  void settle(Path output) {
    try {
      if (!Files.exists(unfinished())) {
        return;
      }
      boolean complete = Files.exists(output) && Files.readString(output).contains(COMPLETE);
      if (!complete) {
        Files.delete(unfinished());
        return;
      }
      dropOld();
      Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new InstallationException("cannot keep the start cache in " + folder, e);
    }
  }

  Optional<Long> megabytes() {
    try {
      return exists() ? Optional.of(Files.size(file) >> 20) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private void dropOld() throws IOException {
    try (var old = Files.newDirectoryStream(folder, "services-*.aot")) {
      for (Path other : old) {
        Files.deleteIfExists(other);
      }
    }
  }

  private Path unfinished() {
    return folder.resolve(file.getFileName() + ".new");
  }
}
