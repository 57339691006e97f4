package dev.hexad.cd.target.vercel;

import dev.hexad.cd.target.RepositoryPath;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Reads the files of a commit that Vercel is to build and serve. */
final class VercelFiles {
  private static final int MOST = 1000;
  private static final long BYTES = 20L * 1024 * 1024;

  private VercelFiles() {}

  static Map<String, byte[]> read(Path root, String folder) throws IOException {
    Path start = RepositoryPath.of(root, folder);
    if (!Files.isDirectory(start)) {
      throw invalid("'" + folder + "' is not a folder.");
    }
    Map<String, byte[]> files = new TreeMap<>();
    long bytes = 0;
    for (Path file : RepositoryPath.files(root, start)) {
      Path name = start.relativize(file);
      if (name.startsWith(".git") || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      bytes += Files.size(file);
      if (bytes > BYTES || files.size() == MOST) {
        throw invalid(
            "'%s' has more than 1,000 files or 20 MB; name a folder with less.".formatted(folder));
      }
      files.put(name.toString().replace('\\', '/'), Files.readAllBytes(file));
    }
    if (files.isEmpty()) {
      throw invalid("There are no files in '" + folder + "'.");
    }
    return files;
  }

  /** Vercel keeps files by it; nothing here relies on it being hard to forge. */
  static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HexadException invalid(String detail) {
    return new HexadException(ProblemType.INVALID, detail);
  }
}
