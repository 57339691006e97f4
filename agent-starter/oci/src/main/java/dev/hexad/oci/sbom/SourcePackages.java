package dev.hexad.oci.sbom;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Packages that the lock files of a source folder name; links are not followed. */
final class SourcePackages {
  private static final Set<String> SKIPPED =
      Set.of(".git", "node_modules", "target", "build", "vendor", ".venv");
  private static final int DEEPEST = 8;
  private static final long LARGEST_FILE = 32L * 1024 * 1024;

  private SourcePackages() {}

  static List<SoftwarePackage> read(Path source, Consumer<String> log) throws IOException {
    var found = new ArrayList<SoftwarePackage>();
    Files.walkFileTree(
        source,
        EnumSet.noneOf(FileVisitOption.class),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped =
                !folder.equals(source) && SKIPPED.contains(String.valueOf(folder.getFileName()));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            var reader = LockFiles.READERS.get(String.valueOf(file.getFileName()));
            if (reader != null && attributes.isRegularFile()) {
              found.addAll(read(reader, source, file, attributes.size(), log));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /** A file that cannot be read costs its packages, not the whole bill. */
  private static List<SoftwarePackage> read(
      SoftwarePackage.Reader reader, Path source, Path file, long size, Consumer<String> log) {
    try {
      if (size > LARGEST_FILE) {
        throw new IOException("it is too large");
      }
      return reader.read(Files.readAllBytes(file));
    } catch (Exception e) {
      log.accept(
          "SBOM: " + source.relativize(file) + " is left out: " + e.getClass().getSimpleName());
      return List.of();
    }
  }
}
