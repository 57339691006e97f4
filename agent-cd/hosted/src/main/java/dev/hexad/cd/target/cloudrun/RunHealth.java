package dev.hexad.cd.target.cloudrun;

import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Observation.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The states of Cloud Run in the words that all targets share. */
final class RunHealth {
  private RunHealth() {}

  private record State(Health health, String cause) {}

  static Observation of(RunService place, String service, String revision) {
    JsonNode live = place.find().orElse(null);
    if (live == null) {
      return new Observation(
          Health.MISSING, "The service " + service + " is not there.", List.of());
    }
    JsonNode own = place.revision(revision).orElse(null);
    State state = state(live, own, revision);
    return new Observation(
        state.health(),
        state.cause(),
        Stream.of(
                new Resource(service, null, "Service", service, state.health(), state.cause()),
                own == null
                    ? null
                    : new Resource(
                        revision,
                        service,
                        "Revision",
                        revision,
                        ready(own).map(RunHealth::health).orElse(Health.UNKNOWN),
                        ready(own).map(RunHealth::words).orElse("")))
            .filter(resource -> resource != null)
            .toList());
  }

  private static State state(JsonNode live, @Nullable JsonNode own, String revision) {
    JsonNode terminal = live.path("terminalCondition");
    if (live.path("reconciling").asBoolean(false)) {
      return new State(Health.PROGRESSING, "Cloud Run brings the revision " + revision + " up.");
    }
    if (live.at("/scaling/scalingMode").asString("").equals("MANUAL")
        && live.at("/scaling/manualInstanceCount").asInt(1) == 0) {
      return new State(Health.SUSPENDED, "The service has no instances.");
    }
    Health ready =
        own == null ? Health.MISSING : ready(own).map(RunHealth::health).orElse(Health.UNKNOWN);
    boolean newest = live.path("latestCreatedRevision").asString("").endsWith("/" + revision);
    // Another revision that fails beside it does not make this one ill.
    if (ready == Health.DEGRADED || (newest && health(terminal) == Health.DEGRADED)) {
      String why =
          own == null || ready != Health.DEGRADED
              ? words(terminal)
              : ready(own).map(RunHealth::words).orElse("");
      return new State(Health.DEGRADED, "Revision " + revision + ": " + why);
    }
    var shares = RunLive.shares(live.path("traffic"));
    if (own == null || !shares.containsKey(revision)) {
      String others = shares.keySet().stream().collect(Collectors.joining(", "));
      return new State(
          Health.MISSING,
          "The service does not run the revision %s but %s."
              .formatted(revision, others.isEmpty() ? "nothing" : others));
    }
    return ready == Health.HEALTHY
        ? new State(Health.HEALTHY, "")
        : new State(
            ready, "Revision " + revision + ": " + ready(own).map(RunHealth::words).orElse("?"));
  }

  private static Optional<JsonNode> ready(JsonNode revision) {
    return revision
        .path("conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asString("").equals("Ready"))
        .findFirst();
  }

  private static Health health(JsonNode condition) {
    return switch (condition.path("state").asString("")) {
      case "CONDITION_SUCCEEDED" -> Health.HEALTHY;
      case "CONDITION_FAILED" -> Health.DEGRADED;
      case "CONDITION_PENDING", "CONDITION_RECONCILING" -> Health.PROGRESSING;
      default -> Health.UNKNOWN;
    };
  }

  /** Reason and message, as far as there are any. */
  static String words(JsonNode condition) {
    return Stream.of("reason", "revisionReason", "message")
        .map(field -> condition.path(field).asString(""))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(": "));
  }
}
