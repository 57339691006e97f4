package dev.hexad.ci.build;

import java.util.List;

/**
 * The CI agent's live configuration.
 *
 * @param stepTimeoutSeconds for steps that say nothing themselves
 * @param passEnvironment names of variables that steps inherit from the agent
 */
public record CiSettings(int stepTimeoutSeconds, List<String> passEnvironment) {
  public static final CiSettings DEFAULT =
      new CiSettings(600, List.of("LANG", "TZ", "http_proxy", "https_proxy", "no_proxy"));

  public CiSettings {
    if (stepTimeoutSeconds < 1) {
      throw new IllegalArgumentException("stepTimeoutSeconds must be at least 1");
    }
    passEnvironment = List.copyOf(passEnvironment);
  }
}
