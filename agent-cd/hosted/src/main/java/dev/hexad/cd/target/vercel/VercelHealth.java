package dev.hexad.cd.target.vercel;

import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.contracts.problem.HexadException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The states of Vercel in the words that all targets share. */
final class VercelHealth {
  private VercelHealth() {}

  static Observation of(VercelProject place, VercelTarget.Handle handle) {
    Optional<JsonNode> live = place.find();
    Optional<JsonNode> found = live.flatMap(there -> place.marked(there, handle.deployment()));
    if (live.isEmpty() || found.isEmpty()) {
      return new Observation(
          Health.MISSING,
          "The project " + handle.project() + " has no deployment of this revision.",
          List.of());
    }
    JsonNode deployment = found.get();
    String id = deployment.path("id").asString();
    Health health = health(deployment.path("readyState").asString(""));
    String cause =
        switch (health) {
          case HEALTHY -> "";
          case DEGRADED -> cause(place, deployment);
          case PROGRESSING, SUSPENDED, MISSING, UNKNOWN ->
              "Vercel says " + deployment.path("readyState").asString("nothing") + ".";
        };
    String serving = live.get().at("/targets/production/id").asString("");
    if (health == Health.HEALTHY && handle.production() && !serving.equals(id)) {
      // The names are moved a moment after the build.
      boolean assigned = deployment.path("aliasAssigned").asBoolean(false);
      health = assigned ? Health.MISSING : Health.PROGRESSING;
      cause =
          "Production serves "
              + (serving.isEmpty() ? "nothing." : "another deployment: " + serving);
    }
    return Observation.of("Deployment", id, health, cause);
  }

  private static Health health(String state) {
    return switch (state) {
      case "QUEUED", "INITIALIZING", "BUILDING" -> Health.PROGRESSING;
      case "READY" -> Health.HEALTHY;
      case "ERROR", "CANCELED" -> Health.DEGRADED;
      default -> Health.UNKNOWN;
    };
  }

  private static String cause(VercelProject place, JsonNode deployment) {
    String said =
        "%s: %s"
            .formatted(
                deployment.path("readyState").asString(),
                deployment.path("errorMessage").asString("no message"));
    try {
      String log = place.log(deployment.path("id").asString());
      return log.isEmpty() ? said : said + "\nLast lines:\n" + log;
    } catch (HexadException e) {
      // The state is known even where the log cannot be had.
      return said;
    }
  }
}
