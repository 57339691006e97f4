package dev.hexad.ci.archive;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Paths that a repository names. They never lead out of the work folder, also not by links. */
public final class SafePath {
  private SafePath() {}

  /**
   * The file or folder of a name.
   *
   * @param what names its purpose in errors
   * @throws HexadException when it is not there or leads out
   */
  public static Path existing(Path root, String name, String what) throws IOException {
    Path path = root.resolve(name).normalize();
    if (!path.startsWith(root) || Files.notExists(path)) {
      throw new HexadException(
          ProblemType.INVALID, "'" + name + "' of " + what + " is not in the repository.");
    }
    requireInside(root, path, what);
    return path;
  }

  /** Refuses a folder in which any link leads out of the root. */
  public static void requireLinksInside(Path root, Path folder, String what) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.filter(Files::isSymbolicLink)::iterator) {
        if (Files.exists(path)) {
          requireInside(root, path, what);
        }
      }
    }
  }

  private static void requireInside(Path root, Path path, String what) throws IOException {
    if (!path.toRealPath().startsWith(root.toRealPath())) {
      throw new HexadException(
          ProblemType.INVALID,
          "'" + root.relativize(path) + "' of " + what + " is a link out of the repository.");
    }
  }
}
