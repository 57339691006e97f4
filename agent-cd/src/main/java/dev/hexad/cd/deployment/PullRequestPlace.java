package dev.hexad.cd.deployment;

import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gives each pull request an environment of its own, apart from all others where that is needed.
 */
final class PullRequestPlace {
  private static final Duration TTL = Duration.ofDays(3);
  private static final String NAMESPACE = "namespace";
  private static final int LONGEST_NAMESPACE = 63;

  private PullRequestPlace() {}

  /** The parameters as they are meant for the pull request of the run. */
  static DeployParameters of(DeployParameters given, ChangeRef change, String target) {
    if (given.preview() == null) {
      return given;
    }
    PullRequestRef pull = change.pullRequest();
    if (pull == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "A preview needs a run of a pull request; run this stage if change.event =="
              + " \"pull_request\".");
    }
    if (pull.fork()) {
      throw new HexadException(
          ProblemType.FORBIDDEN,
          "Pull request %d comes from a fork; what others write is not deployed."
              .formatted(pull.number()));
    }
    String suffix = "-pr-" + pull.number();
    Map<String, Object> settings =
        given.settings() == null ? new HashMap<>() : new HashMap<>(given.settings());
    if (target.equals("kubernetes")) {
      String base = String.valueOf(settings.getOrDefault(NAMESPACE, change.application()));
      settings.put(NAMESPACE, named(base, suffix));
      settings.put("createNamespace", true);
    }
    return given.in(given.environment() + suffix, settings);
  }

  private static String named(String base, String suffix) {
    String plain = base.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    int most = LONGEST_NAMESPACE - suffix.length();
    return (plain.length() > most ? plain.substring(0, most) : plain) + suffix;
  }

  /** How long it stays without another deployment; empty for what stays. */
  static Optional<Duration> ttl(DeployParameters parameters) {
    return Optional.ofNullable(parameters.preview())
        .map(preview ->
            preview.ttlMinutes() == null ? TTL : Duration.ofMinutes(preview.ttlMinutes()));
  }
}
