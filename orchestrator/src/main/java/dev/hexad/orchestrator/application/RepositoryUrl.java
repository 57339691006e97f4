package dev.hexad.orchestrator.application;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Which repository URLs are taken. */
final class RepositoryUrl {
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");

  private RepositoryUrl() {}

  static void check(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
        throw invalid(url, "it must start with https://, ssh://, git:// or file://");
      }
      if (uri.getUserInfo() != null && uri.getUserInfo().contains(":")) {
        throw invalid("(hidden)", "it must not contain a password; store a secret instead");
      }
    } catch (URISyntaxException e) {
      throw invalid(url, "it is not a URL: " + e.getReason());
    }
  }

  private static HexadException invalid(String url, String why) {
    return new HexadException(
        ProblemType.INVALID, "The repository URL '" + url + "' is not accepted: " + why + ".");
  }
}
