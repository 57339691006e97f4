package dev.hexad.cloud.gcp;

import dev.hexad.cloud.gcp.GoogleApi.Service;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.contracts.message.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Acts on machines and their addresses. */
final class Machines {
  private Machines() {}

  private static String state(GoogleApi api, String path) {
    return api.get(Service.COMPUTE, path).path("status").asString("").toLowerCase(Locale.ROOT);
  }

  static Sight start(GoogleApi api, ActionTarget target, Nothing none) {
    String path = AssetName.path(target.id());
    String state = state(api, path);
    return switch (state) {
      case "running" -> Sight.alreadyDone(state);
      case "staging", "provisioning" -> Sight.underWay(state);
      case "terminated", "stopped" ->
          Sight.lasting(
              state,
              "running",
              new Inverse("stop", none),
              () -> api.post(Service.COMPUTE, path + "/start", null));
      default -> throw refused("It is " + state + "; only what is stopped can be started.");
    };
  }

  static Sight stop(GoogleApi api, ActionTarget target, Nothing none) {
    String path = AssetName.path(target.id());
    String state = state(api, path);
    return switch (state) {
      case "terminated", "stopped" -> Sight.alreadyDone(state);
      case "stopping", "pending_stop" -> Sight.underWay(state);
      case "running" ->
          Sight.lasting(
              state,
              "terminated",
              new Inverse("start", none),
              () -> api.post(Service.COMPUTE, path + "/stop", null));
      default -> throw refused("It is " + state + "; only what runs can be stopped.");
    };
  }

  /**
   * Another size.
   *
   * @param machineType for example {@code e2-small}
   */
  record Size(String machineType) {
    Size {
      if (machineType == null || !machineType.matches("[a-z0-9-]{1,63}")) {
        throw new IllegalArgumentException("machineType must be one such as e2-small");
      }
    }
  }

  static Sight resize(GoogleApi api, ActionTarget target, Size wish) {
    String path = AssetName.path(target.id());
    JsonNode machine = api.get(Service.COMPUTE, path);
    String before = AssetName.last(machine.path("machineType").asString(""));
    if (before.equals(wish.machineType())) {
      return Sight.alreadyDone(before);
    }
    String state = machine.path("status").asString("").toLowerCase(Locale.ROOT);
    if (!state.equals("terminated") && !state.equals("stopped")) {
      throw refused("It is " + state + "; stop it first.");
    }
    String zone = path.replaceFirst("^projects/[^/]+/(zones/[^/]+)/.*", "$1");
    var body =
        Json.mapper()
            .createObjectNode()
            .put("machineType", zone + "/machineTypes/" + wish.machineType());
    return Sight.lasting(
        before,
        wish.machineType(),
        new Inverse("resize", new Size(before)),
        () -> api.post(Service.COMPUTE, path + "/setMachineType", body));
  }

  static Sight deleteAddress(GoogleApi api, ActionTarget target, Nothing none) {
    String path = AssetName.path(target.id());
    JsonNode address = api.find(Service.COMPUTE, path);
    if (address == null) {
      return Sight.alreadyDone("deleted");
    }
    String state = address.path("status").asString("").toLowerCase(Locale.ROOT);
    if (!state.equals("reserved")) {
      throw refused("It is " + state + "; only an address that nothing uses can be given back.");
    }
    return Sight.lasting(state, "deleted", null, () -> api.delete(Service.COMPUTE, path));
  }

  static ProviderException refused(String message) {
    return ProviderException.of(ProviderException.Kind.REFUSED, message);
  }
}
