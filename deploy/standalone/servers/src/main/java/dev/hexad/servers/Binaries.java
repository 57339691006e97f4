package dev.hexad.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Executables unpacked from the class path. A folder appears under its name only when complete, and
 * one that has lost files since is unpacked again.
 */
final class Binaries {
  private static final String RECEIPT = "receipt.properties";

  private final Path root;

  Binaries(Path root) {
    this.root = root;
  }

  Path folder(String name, Unpacking unpacking) throws IOException {
    Path folder = root.resolve(name);
    if (intact(folder)) {
      return folder;
    }
    Files.createDirectories(root);
    Path fresh = Files.createTempDirectory(root, name + ".");
    try {
      Files.setPosixFilePermissions(
          fresh, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
      unpacking.into(fresh);
      StateFile.write(fresh.resolve(RECEIPT), java.util.Map.of("content", measure(fresh)));
      if (Files.exists(folder)) {
        Path broken = Files.createTempDirectory(root, name + ".broken.");
        Files.move(folder, broken, StandardCopyOption.ATOMIC_MOVE);
        delete(broken);
      }
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException raced) {
      // Another process may have finished the same work first.
      if (!intact(folder)) {
        throw raced;
      }
    } finally {
      delete(fresh);
    }
    return folder;
  }

  static InputStream resource(String name) throws IOException {
    InputStream stream = Binaries.class.getClassLoader().getResourceAsStream(name);
    if (stream == null) {
      throw new IOException(
          "no " + name + " on the class path: this machine's system or processor is not supported");
    }
    return stream;
  }

  private static boolean intact(Path folder) throws IOException {
    Path receipt = folder.resolve(RECEIPT);
    return Files.exists(receipt) && measure(folder).equals(StateFile.read(receipt).get("content"));
  }

  /** Number and total size of the files: cheap, and enough to notice a half-deleted folder. */
  private static String measure(Path folder) throws IOException {
    long files = 0;
    long bytes = 0;
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        if (Files.isRegularFile(path) && !path.endsWith(RECEIPT)) {
          files++;
          bytes += Files.size(path);
        }
      }
    }
    return files + " files, " + bytes + " bytes";
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Writes the executables into an empty folder. */
  @FunctionalInterface
  interface Unpacking {
    void into(Path folder) throws IOException;
  }
}
