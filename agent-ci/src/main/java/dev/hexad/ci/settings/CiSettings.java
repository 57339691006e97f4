package dev.hexad.ci.settings;

import java.util.List;
import java.util.Map;

/**
 * The CI agent's live configuration.
 *
 * @param stepTimeoutSeconds for steps that say nothing themselves
 * @param passEnvironment names of variables that steps inherit from the agent
 * @param artifactDays how long artifacts are kept that say nothing themselves
 * @param pollSeconds how often branch heads are compared with what the webhooks told; 0 turns it
 *     off
 * @param deliveriesPerMinute how many deliveries one repository may send in a minute
 * @param jenkins Jenkins servers whose jobs can be started, by the name that pipelines use
 * @param registries where images can be pushed, by the name that pipelines use
 */
public record CiSettings(
    int stepTimeoutSeconds,
    List<String> passEnvironment,
    int artifactDays,
    int pollSeconds,
    int deliveriesPerMinute,
    Map<String, RegistrySettings> registries,
    Map<String, JenkinsSettings> jenkins) {
  public static final CiSettings DEFAULT =
      new CiSettings(
          600,
          List.of("LANG", "TZ", "http_proxy", "https_proxy", "no_proxy"),
          30,
          300,
          600,
          Map.of(),
          Map.of());

  public CiSettings {
    if (stepTimeoutSeconds < 1) {
      throw new IllegalArgumentException("stepTimeoutSeconds must be at least 1");
    }
    if (artifactDays < 1) {
      throw new IllegalArgumentException("artifactDays must be at least 1");
    }
    passEnvironment = passEnvironment == null ? List.of() : List.copyOf(passEnvironment);
    registries = registries == null ? Map.of() : Map.copyOf(registries);
    jenkins = jenkins == null ? Map.of() : Map.copyOf(jenkins);
  }
}
