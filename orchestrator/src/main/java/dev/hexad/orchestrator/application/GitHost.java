package dev.hexad.orchestrator.application;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an application's repository is kept, as far as people said it.
 *
 * @param provider one of {@link #PROVIDERS}
 * @param apiUrl base of its API
 * @param tokenSecret name of the secret with a token for it
 */
record GitHost(@Nullable String provider, @Nullable String apiUrl, @Nullable String tokenSecret) {
  static final List<String> PROVIDERS = List.of("github", "gitlab", "gitea", "bitbucket");

  /** Checked, with nothing where the text is empty. */
  static GitHost of(
      @Nullable String provider, @Nullable String apiUrl, @Nullable String tokenSecret) {
    var host = new GitHost(given(provider), given(apiUrl), given(tokenSecret));
    if (host.provider != null && !PROVIDERS.contains(host.provider)) {
      throw new HexadException(
          ProblemType.INVALID,
          "The provider '" + host.provider + "' is not known; it is one of " + PROVIDERS + ".");
    }
    if (host.apiUrl != null) {
      checkUrl(host.apiUrl);
    }
    return host;
  }

  /** This one with what is given; an empty text takes a value away, null leaves it. */
  GitHost changed(
      @Nullable String newProvider, @Nullable String newApiUrl, @Nullable String newTokenSecret) {
    return of(
        newProvider == null ? provider : newProvider,
        newApiUrl == null ? apiUrl : newApiUrl,
        newTokenSecret == null ? tokenSecret : newTokenSecret);
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static void checkUrl(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null) {
        throw invalid("it must be https://host/path or http://host/path");
      }
      if (uri.getUserInfo() != null) {
        throw invalid("it must not contain a user or password; store a secret instead");
      }
      if (uri.getQuery() != null || uri.getFragment() != null) {
        throw invalid("it must end with its path");
      }
    } catch (URISyntaxException e) {
      throw invalid("it is not a URL: " + e.getReason());
    }
  }

  private static HexadException invalid(String why) {
    return new HexadException(ProblemType.INVALID, "The 'apiUrl' is not accepted: " + why + ".");
  }
}
