package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.contracts.message.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Acts on what runs pods. */
final class Workloads {
  /** How many pods there were when it was stopped. */
  private static final String REPLICAS = "hexad.dev/replicas";

  /** What {@code kubectl rollout restart} sets, too. */
  private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";

  private static final Duration ONCE_IN = Duration.ofMinutes(5);

  private final Clock clock;

  Workloads(Clock clock) {
    this.clock = clock;
  }

  /** How many pods. */
  record Scale(int replicas) {
    Scale {
      if (replicas < 0 || replicas > 1000) {
        throw new IllegalArgumentException("replicas must be 0 to 1000");
      }
    }
  }

  static String path(ActionTarget target) {
    return Kind.ofType(target.type()).one(target.region(), target.name());
  }

  private static int replicas(JsonNode object) {
    return object.at("/spec/replicas").asInt(1);
  }

  private static String pods(int count) {
    return count + (count == 1 ? " pod" : " pods");
  }

  Sight scale(ClusterApi api, ActionTarget target, Scale wish) {
    int now = replicas(api.get(path(target)));
    if (now == wish.replicas()) {
      return Sight.alreadyDone(pods(now));
    }
    ObjectNode patch = Json.mapper().createObjectNode();
    patch.putObject("spec").put("replicas", wish.replicas());
    return new Sight(
        false,
        pods(now),
        pods(wish.replicas()),
        new Inverse("scale", new Scale(now)),
        () -> api.patch(path(target), patch));
  }

  Sight stop(ClusterApi api, ActionTarget target, Nothing none) {
    int now = replicas(api.get(path(target)));
    if (now == 0) {
      return Sight.alreadyDone(pods(0));
    }
    ObjectNode patch = Json.mapper().createObjectNode();
    patch.putObject("spec").put("replicas", 0);
    patch.putObject("metadata").putObject("annotations").put(REPLICAS, Integer.toString(now));
    return new Sight(
        false,
        pods(now),
        pods(0),
        new Inverse("start", none),
        () -> api.patch(path(target), patch));
  }

  Sight start(ClusterApi api, ActionTarget target, Nothing none) {
    JsonNode object = api.get(path(target));
    if (replicas(object) > 0) {
      return Sight.alreadyDone(pods(replicas(object)));
    }
    int before = noted(object);
    ObjectNode patch = Json.mapper().createObjectNode();
    patch.putObject("spec").put("replicas", before);
    patch.putObject("metadata").putObject("annotations").putNull(REPLICAS);
    return new Sight(
        false,
        pods(0),
        pods(before),
        new Inverse("stop", none),
        () -> api.patch(path(target), patch));
  }

  private static int noted(JsonNode object) {
    String text = object.path("metadata").path("annotations").path(REPLICAS).asString("");
    return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 1;
  }

  /** The time is part of the template, so that a second try finds that the first one was taken. */
  Sight restart(ClusterApi api, ActionTarget target, Nothing none) {
    JsonNode annotations = api.get(path(target)).at("/spec/template/metadata/annotations");
    String last = annotations.path(RESTARTED).asString("");
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (isWithin(last, now)) {
      return Sight.alreadyDone("restarted " + last);
    }
    ObjectNode patch = Json.mapper().createObjectNode();
    patch
        .putObject("spec")
        .putObject("template")
        .putObject("metadata")
        .putObject("annotations")
        .put(RESTARTED, now.toString());
    return new Sight(
        false,
        last.isEmpty() ? "never restarted" : "restarted " + last,
        "restarted",
        null,
        () -> api.patch(path(target), patch));
  }

  private static boolean isWithin(String last, Instant now) {
    try {
      return !last.isEmpty() && Duration.between(Instant.parse(last), now).compareTo(ONCE_IN) < 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
