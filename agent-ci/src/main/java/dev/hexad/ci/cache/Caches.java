package dev.hexad.ci.cache;

import dev.hexad.ci.archive.Archive;
import dev.hexad.ci.archive.Globs;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.service.ServiceProperties;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Caches of applications, one archive for each key. Builds of untrusted commits read what trusted
 * ones wrote, but write nothing. The least recently used go when there are too many bytes.
 */
@Component
public final class Caches {
  private static final long MAX_UNPACKED = 20L << 30;

  private final Path root;
  private final CacheProperties properties;
  private final Clock clock;

  Caches(ServiceProperties service, CacheProperties properties, Clock clock) {
    this.root = service.dataFolder().resolve("caches");
    this.properties = properties;
    this.clock = clock;
  }

  /** Unpacks the cache that fits, if there is one; a broken one is dropped. */
  public boolean restore(ChangeRef change, BuildStep.Cache cache, Path source, Consumer<String> log)
      throws IOException {
    Path file = file(change, cache, source);
    try (InputStream in = Files.newInputStream(file)) {
      Archive.unpack(in, source, MAX_UNPACKED);
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      log.accept("cache " + cache.name() + " restored");
      return true;
    } catch (NoSuchFileException e) {
      log.accept("cache " + cache.name() + " is empty");
    } catch (IOException e) {
      log.accept("cache " + cache.name() + " cannot be read and is dropped: " + e.getMessage());
      Files.deleteIfExists(file);
    }
    return false;
  }

  /** Packs the cache unless one with this key exists. */
  public void save(ChangeRef change, BuildStep.Cache cache, Path source, Consumer<String> log)
      throws IOException {
    Path file = file(change, cache, source);
    if (!change.trusted() || Files.exists(file)) {
      return;
    }
    List<Path> files = Globs.of(cache.paths()).find(source);
    if (files.isEmpty()) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        Archive.pack(source, files, out);
      }
      if (Files.size(part) > properties.maxBytes()) {
        log.accept("cache " + cache.name() + " is too large and not kept");
        return;
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      log.accept("cache " + cache.name() + " saved");
    } finally {
      Files.deleteIfExists(part);
    }
    evict();
  }

  private Path file(ChangeRef change, BuildStep.Cache cache, Path source) throws IOException {
    if (!cache.name().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
      throw new IOException("'" + cache.name() + "' is not a name of a cache");
    }
    return root.resolve(change.applicationId().toString())
        .resolve(cache.name())
        .resolve(key(cache, source) + ".tar.gz");
  }

  /** Names and contents of the key files; the paths too, so that other folders are another key. */
  private static String key(BuildStep.Cache cache, Path source) throws IOException {
    MessageDigest digest = sha256();
    cache.paths().forEach(path -> update(digest, path));
    if (!cache.key().isEmpty()) {
      for (Path file : Globs.of(cache.key()).find(source)) {
        if (Files.isSymbolicLink(file)) {
          continue;
        }
        update(digest, source.relativize(file).toString());
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private synchronized void evict() throws IOException {
    List<Path> oldestFirst;
    try (Stream<Path> all = Files.walk(root)) {
      oldestFirst =
          all.filter(file -> file.toString().endsWith(".tar.gz"))
              .sorted(Comparator.comparing(Caches::usedAt))
              .toList();
    }
    long total = oldestFirst.stream().mapToLong(Caches::size).sum();
    for (Path file : oldestFirst) {
      if (total <= properties.maxBytes()) {
        return;
      }
      total -= size(file);
      Files.deleteIfExists(file);
    }
  }

  private static FileTime usedAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
