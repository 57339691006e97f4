package dev.hexad.cd.target;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Paths that pipelines name; none, and no link behind them, leads out of the repository. */
public final class RepositoryPath {
  private RepositoryPath() {}

  /**
   * The file or folder.
   *
   * @throws HexadException when there is none, or it lies outside
   */
  public static Path of(Path root, String path) throws IOException {
    Path top = root.toRealPath();
    Path normal = top.resolve(path).normalize();
    if (!normal.startsWith(top)) {
      throw invalid("The path '" + path + "' leads out of the repository.");
    }
    if (Files.notExists(normal)) {
      throw invalid("There is no '" + path + "' at this commit.");
    }
    if (!normal.toRealPath().startsWith(top)) {
      throw invalid("The link '" + path + "' leads out of the repository.");
    }
    return normal;
  }

  /** All regular files below, sorted, each of them inside. */
  public static List<Path> files(Path root, Path start) throws IOException {
    Path top = root.toRealPath();
    List<Path> found;
    try (Stream<Path> files = Files.walk(start)) {
      found = files.sorted().toList();
    }
    for (Path file : found) {
      of(top, top.relativize(file).toString());
    }
    return found.stream().filter(file -> !Files.isDirectory(file)).toList();
  }

  private static HexadException invalid(String detail) {
    return new HexadException(ProblemType.INVALID, detail);
  }
}
