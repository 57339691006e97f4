package dev.hexad.cloud.gcp;

import dev.hexad.cloud.gcp.GoogleApi.Service;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.contracts.message.Json;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Acts on disks. */
final class Disks {
  private static final int LONGEST_NAME = 63;

  private final Clock clock;

  Disks(Clock clock) {
    this.clock = clock;
  }

  static Sight delete(GoogleApi api, ActionTarget target, Nothing none) {
    String path = AssetName.path(target.id());
    JsonNode disk = api.find(Service.COMPUTE, path);
    if (disk == null) {
      return Sight.alreadyDone("deleted");
    }
    if (!disk.path("users").isEmpty()) {
      throw Machines.refused("A machine uses it.");
    }
    return Sight.lasting(
        disk.path("status").asString("").toLowerCase(Locale.ROOT),
        "deleted",
        null,
        () -> api.delete(Service.COMPUTE, path));
  }

  /** The day is part of the name, so that a second try finds the first one's snapshot. */
  Sight snapshot(GoogleApi api, ActionTarget target, Nothing none) {
    String path = AssetName.path(target.id());
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String day = today.format(DateTimeFormatter.BASIC_ISO_DATE);
    String disk = AssetName.last(path);
    int room = LONGEST_NAME - "hexad--".length() - day.length();
    String name =
        "hexad-"
            + day
            + "-"
            + disk.substring(0, Math.min(room, disk.length())).replaceAll("-+$", "");
    String project = path.replaceFirst("^(projects/[^/]+)/.*", "$1");
    if (api.find(Service.COMPUTE, project + "/global/snapshots/" + name) != null) {
      return Sight.alreadyDone("has today's snapshot");
    }
    return Sight.lasting(
        "no snapshot of today",
        "one more snapshot",
        null,
        () ->
            api.post(
                Service.COMPUTE,
                path + "/createSnapshot",
                Json.mapper().createObjectNode().put("name", name)));
  }
}
