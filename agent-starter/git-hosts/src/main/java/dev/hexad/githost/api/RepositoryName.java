package dev.hexad.githost.api;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A repository on a host.
 *
 * @param path owner and name, for example {@code team/payments}; GitLab may have groups between
 */
public record RepositoryName(String path) {
  public RepositoryName {
    boolean sane =
        path.length() <= 500
            && path.matches("[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+){1,20}")
            && !path.matches("(.*/)?\\.{1,2}(/.*)?");
    if (!sane) {
      throw new HexadException(
          ProblemType.INVALID, "A repository is written as owner/name with plain characters.");
    }
  }

  /**
   * From a clone URL: its path without {@code .git}.
   *
   * @throws HexadException of type invalid when the URL has no such path
   */
  public static RepositoryName ofCloneUrl(String url) {
    String rest = url.strip();
    int scheme = rest.indexOf("://");
    int start =
        scheme >= 0
            ? rest.indexOf('/', scheme + 3)
            : rest.indexOf(':') < 0 ? -1 : rest.indexOf(':');
    String path = start < 0 ? "" : rest.substring(start + 1);
    path = path.startsWith("/") ? path.substring(1) : path;
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new RepositoryName(
        path.endsWith(".git") ? path.substring(0, path.length() - ".git".length()) : path);
  }

  /** The path as one segment of a URL. */
  String encoded() {
    return URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
