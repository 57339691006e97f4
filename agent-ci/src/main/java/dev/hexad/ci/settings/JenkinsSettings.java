package dev.hexad.ci.settings;

import java.util.Objects;

/**
 * A Jenkins server.
 *
 * @param url its address
 * @param user who starts jobs
 * @param tokenSecret name of the secret with the user's API token
 */
public record JenkinsSettings(String url, String user, String tokenSecret) {
  public JenkinsSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(tokenSecret, "tokenSecret");
  }
}
