package dev.hexad.githost.api;

import dev.hexad.contracts.message.Secret;
import dev.hexad.service.outbound.GuardedHttp;
import java.net.URI;
import java.time.Clock;

/** Makes the clients of Git hosts. Base addresses are without a slash at the end. */
public final class GitHosts {
  private GitHosts() {}

  /**
   * GitHub.
   *
   * @param base {@code https://api.github.com}, or {@code https://<host>/api/v3} of an Enterprise
   *     Server
   * @param tokens a personal access token, or {@link GitHubApp}
   */
  public static GitHost gitHub(GuardedHttp http, URI base, TokenSource tokens, Clock clock) {
    return gitHub(http, base, tokens, Retries.usual(clock));
  }

  static GitHost gitHub(GuardedHttp http, URI base, TokenSource tokens, Retries retries) {
    return new GitHubHost(gitHubApi(http, base, tokens, retries));
  }

  static ApiClient gitHubApi(GuardedHttp http, URI base, TokenSource tokens, Retries retries) {
    return new ApiClient(
        "GitHub",
        http,
        base,
        tokens,
        (request, token) ->
            request
                .setHeader("X-GitHub-Api-Version", "2022-11-28")
                .setHeader("Authorization", bearer(token)),
        retries);
  }

  /**
   * GitLab.
   *
   * @param base address of the instance, for example {@code https://gitlab.com}
   * @param tokens a personal, group or project access token with the scope {@code api}
   */
  public static GitHost gitLab(GuardedHttp http, URI base, TokenSource tokens, Clock clock) {
    return gitLab(http, base, tokens, Retries.usual(clock));
  }

  static GitHost gitLab(GuardedHttp http, URI base, TokenSource tokens, Retries retries) {
    return new GitLabHost(
        new ApiClient(
            "GitLab",
            http,
            base,
            tokens,
            (request, token) -> request.setHeader("PRIVATE-TOKEN", token.reveal()),
            retries));
  }

  /**
   * Gitea or Forgejo.
   *
   * @param base address of the instance
   * @param tokens an access token with write access to repositories and issues
   */
  public static GitHost gitea(GuardedHttp http, URI base, TokenSource tokens, Clock clock) {
    return gitea(http, base, tokens, Retries.usual(clock));
  }

  static GitHost gitea(GuardedHttp http, URI base, TokenSource tokens, Retries retries) {
    return new GiteaHost(
        new ApiClient(
            "Gitea",
            http,
            base,
            tokens,
            (request, token) -> request.setHeader("Authorization", "token " + token.reveal()),
            retries));
  }

  private static String bearer(Secret token) {
    return "Bearer " + token.reveal();
  }
}
