package dev.hexad.cd.target.render;

import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Observation.Resource;
import dev.hexad.contracts.problem.HexadException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The states of Render in the words that all targets share. */
final class RenderHealth {
  private RenderHealth() {}

  static Observation of(RenderService place, String service, String image) {
    Optional<JsonNode> found = place.find();
    if (found.isEmpty()) {
      return new Observation(
          Health.MISSING, "The service " + service + " is not there.", List.of());
    }
    JsonNode live = found.get();
    String id = live.path("id").asString();
    if (suspended(live)) {
      return Observation.of("Service", service, Health.SUSPENDED, "The service is suspended.");
    }
    Optional<JsonNode> newest = place.newest(id);
    if (newest.isEmpty()) {
      return Observation.of("Service", service, Health.PROGRESSING, "There is no deploy yet.");
    }
    JsonNode deploy = newest.get();
    if (!runs(deploy, image.substring(image.indexOf('@') + 1))) {
      String other = deploy.at("/image/ref").asString("no image");
      return Observation.of(
          "Service", service, Health.MISSING, "The service runs another image: " + other);
    }
    String status = deploy.path("status").asString("");
    Health health = health(status);
    String cause = health == Health.HEALTHY ? "" : cause(place, live, deploy, health);
    return new Observation(
        health,
        cause,
        List.of(
            new Resource(id, null, "Service", service, health, cause),
            new Resource(
                deploy.path("id").asString(),
                id,
                "Deploy",
                deploy.path("id").asString(),
                health,
                status)));
  }

  static boolean suspended(JsonNode live) {
    return live.path("suspended").asString("").equals("suspended");
  }

  /** Render may spell the name of the image in another way; the digest is the image. */
  static boolean runs(JsonNode deploy, String digest) {
    return deploy.at("/image/ref").asString("").endsWith(digest)
        || digest.endsWith(deploy.at("/image/sha").asString("-"));
  }

  private static Health health(String status) {
    return switch (status) {
      case "live" -> Health.HEALTHY;
      case "created",
          "queued",
          "build_in_progress",
          "pre_deploy_in_progress",
          "update_in_progress" ->
          Health.PROGRESSING;
      case "build_failed", "pre_deploy_failed", "update_failed", "canceled" -> Health.DEGRADED;
      case "deactivated" -> Health.MISSING;
      default -> Health.UNKNOWN;
    };
  }

  private static String cause(RenderService place, JsonNode live, JsonNode deploy, Health health) {
    String said =
        "Deploy %s is %s."
            .formatted(deploy.path("id").asString(), deploy.path("status").asString("unknown"));
    if (health != Health.DEGRADED) {
      return said;
    }
    try {
      String logs = place.logs(live);
      return logs.isEmpty() ? said : said + " Last lines:\n" + logs;
    } catch (HexadException e) {
      // The state is known even where the log cannot be had.
      return said;
    }
  }
}
