package dev.hexad.cd.settings;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of providers that run what they are given, by the names that pipelines use.
 *
 * @param cloudRun Google Cloud Run
 * @param vercel Vercel
 * @param render Render
 */
public record Hosting(
    Map<String, CloudRun> cloudRun, Map<String, Account> vercel, Map<String, Account> render) {
  static final Hosting NONE = new Hosting(Map.of(), Map.of(), Map.of());

  public Hosting {
    cloudRun = cloudRun == null ? Map.of() : Map.copyOf(cloudRun);
    vercel = vercel == null ? Map.of() : Map.copyOf(vercel);
    render = render == null ? Map.of() : Map.copyOf(render);
  }

  /**
   * A location of a Google Cloud project.
   *
   * @param location for example {@code europe-west1}
   * @param credentialsSecret name of the secret with the key of a service account as Google gives
   *     it out (JSON); the agent's own identity when absent
   * @param endpoint of another service with the same API, Google's when absent
   */
  public record CloudRun(
      String project, String location, @Nullable String credentialsSecret, @Nullable URI endpoint) {
    public CloudRun {
      if (project == null || project.isBlank() || location == null || location.isBlank()) {
        throw new IllegalArgumentException("Cloud Run needs 'project' and 'location'");
      }
    }
  }

  /**
   * An account with a token.
   *
   * @param tokenSecret name of the secret that holds the token
   * @param team id of the team or workspace, where the provider needs one
   * @param endpoint of another service with the same API, the provider's when absent
   */
  public record Account(String tokenSecret, @Nullable String team, @Nullable URI endpoint) {
    public Account {
      if (tokenSecret == null || tokenSecret.isBlank()) {
        throw new IllegalArgumentException("tokenSecret is missing");
      }
    }
  }
}
