package dev.hexad.ci.repository;

import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.githost.api.GitHost;
import dev.hexad.githost.api.GitHosts;
import dev.hexad.githost.api.TokenSource;
import dev.hexad.service.outbound.GuardedHttp;
import java.net.URI;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** The Git hosts of repositories, as seen through their REST APIs. */
@Component
public class RepositoryHosts {
  private final Repositories repositories;
  private final GuardedHttp http;
  private final Clock clock;

  RepositoryHosts(Repositories repositories, GuardedHttp http, Clock clock) {
    this.repositories = repositories;
    this.http = http;
    this.clock = clock;
  }

  /**
   * The host of a repository.
   *
   * @throws HexadException of type not-found for a provider that cannot be written to
   */
  public GitHost of(Repository repository) {
    TokenSource token =
        () ->
            repositories
                .token(repository.applicationId())
                .orElseThrow(() -> HexadException.notFound("token of", repository.name()));
    String provider = String.valueOf(repository.provider());
    return switch (provider) {
      case "github" ->
          GitHosts.gitHub(http, base(repository, "https://api.github.com"), token, clock);
      case "gitlab" -> GitHosts.gitLab(http, base(repository, "https://gitlab.com"), token, clock);
      case "gitea" -> GitHosts.gitea(http, base(repository, origin(repository)), token, clock);
      default -> throw HexadException.notFound("way to report to", provider);
    };
  }

  private static URI base(Repository repository, String usual) {
    String given = repository.apiUrl();
    return URI.create((given == null ? usual : given).replaceFirst("/+$", ""));
  }

  private static String origin(Repository repository) {
    URI url = URI.create(repository.url());
    return url.getScheme() + "://" + url.getAuthority();
  }
}
