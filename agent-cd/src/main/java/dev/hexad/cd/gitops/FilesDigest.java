package dev.hexad.cd.gitops;

import dev.hexad.cd.target.RepositoryPath;
import dev.hexad.oci.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.TreeSet;

/** Says whether files of a repository have changed, whatever else has. */
final class FilesDigest {
  private FilesDigest() {}

  /**
   * Of these files and folders, all of the repository when there are none; a path that is not there
   * counts as empty.
   */
  static String of(Path root, List<String> paths) throws IOException {
    Path top = root.toRealPath();
    var files = new TreeSet<Path>();
    for (String path : paths.isEmpty() ? List.of(".") : paths) {
      if (Files.exists(top.resolve(path))) {
        files.addAll(RepositoryPath.files(top, RepositoryPath.of(top, path)));
      }
    }
    MessageDigest digest = Sha256.algorithm();
    for (Path file : files) {
      String line = top.relativize(file) + " " + Sha256.digest(file) + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.digest(digest);
  }
}
