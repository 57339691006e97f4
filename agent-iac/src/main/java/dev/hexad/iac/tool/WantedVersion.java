package dev.hexad.iac.tool;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The program and version that a repository asks for, by a file {@code .terraform-version} or
 * {@code .opentofu-version} beside the configuration or above it.
 */
record WantedVersion(String name, String version) {
  private static final Map<String, String> FILES =
      Map.of(".terraform-version", "terraform", ".opentofu-version", "tofu");
  private static final int LONGEST = 64;

  /**
   * Looks from the directory up to the root of the repository.
   *
   * @throws HexadException when a file holds no exact version
   */
  static Optional<WantedVersion> in(Path root, Path directory) throws IOException {
    for (Path at = directory; at != null && at.startsWith(root); at = at.getParent()) {
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        Path path = at.resolve(file.getKey());
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          return Optional.of(read(file.getValue(), root.relativize(path), path));
        }
      }
    }
    return Optional.empty();
  }

  private static WantedVersion read(String name, Path shown, Path file) throws IOException {
    String version =
        Files.size(file) > LONGEST ? "" : Files.readString(file).strip().replaceFirst("^v", "");
    if (!version.matches("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?")) {
      throw new HexadException(
          ProblemType.INVALID, shown + " must hold one exact version, for example 1.9.8.");
    }
    return new WantedVersion(name, version);
  }
}
