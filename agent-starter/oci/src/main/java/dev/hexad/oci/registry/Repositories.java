package dev.hexad.oci.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What each repository holds, as small files: the blobs, manifests, tags and referrers by name. */
final class Repositories {
  static final String BLOBS = "blobs";
  static final String MANIFESTS = "manifests";
  static final String TAGS = "tags";
  private static final String REFERRERS = "referrers";
  private static final int DEEPEST_NAME = 32;

  private final Path root;
  private final Path repositories;

  Repositories(Path root) {
    this.root = root;
    this.repositories = root.resolve("repositories");
  }

  /** The kind of link that carries the descriptors of what refers to a manifest. */
  static String referrersOf(String digest) {
    return REFERRERS + "-" + digest.replace(':', '-');
  }

  void link(String repository, String kind, String name, String content) throws IOException {
    Path temporary = root.resolve("links").resolve(UUID.randomUUID().toString());
    Files.createDirectories(temporary.getParent());
    DurableFiles.write(
        temporary, file(repository, kind, name), content.getBytes(StandardCharsets.UTF_8));
  }

  Optional<String> read(String repository, String kind, String name) throws IOException {
    Path file = file(repository, kind, name);
    return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  boolean has(String repository, String kind, String name) {
    return Files.isRegularFile(file(repository, kind, name));
  }

  boolean unlink(String repository, String kind, String name) throws IOException {
    return Files.deleteIfExists(file(repository, kind, name));
  }

  /** Names of one kind, in the order that the specification wants. */
  List<String> names(String repository, String kind) throws IOException {
    Path folder = folder(repository, kind);
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .map(name -> kind.equals(TAGS) ? name : name.replaceFirst("^sha256-", "sha256:"))
          .sorted(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  boolean exists(String repository) {
    return Files.isDirectory(folder(repository, MANIFESTS));
  }

  List<String> all() throws IOException {
    return DurableFiles.below(repositories, DEEPEST_NAME).stream()
        .filter(f -> f.getFileName().toString().equals("_" + MANIFESTS))
        .map(f -> repositories.relativize(f).toString())
        .map(name -> name.substring(0, name.lastIndexOf('/')))
        .sorted()
        .toList();
  }

  private Path folder(String repository, String kind) {
    return repositories.resolve(repository).resolve("_" + kind);
  }

  private Path file(String repository, String kind, String name) {
    Path file = folder(repository, kind).resolve(name.replace(':', '-')).normalize();
    if (!file.startsWith(repositories)) {
      throw new RegistryException(400, "NAME_INVALID", "'" + repository + "' is not a name");
    }
    return file;
  }
}
