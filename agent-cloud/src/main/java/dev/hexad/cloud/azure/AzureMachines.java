package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.contracts.message.Json;
import tools.jackson.databind.node.ObjectNode;

/** Acts on machines. */
final class AzureMachines {
  private static final String VERSION = "2024-07-01";

  private AzureMachines() {}

  private static String state(AzureApi api, ActionTarget target) {
    return api.get(target.id() + "/instanceView", VERSION)
        .path("statuses")
        .valueStream()
        .map(status -> status.path("code").asString(""))
        .filter(code -> code.startsWith("PowerState/"))
        .map(code -> code.substring("PowerState/".length()))
        .findFirst()
        .orElse("unknown");
  }

  static Sight start(AzureApi api, ActionTarget target, Nothing none) {
    String state = state(api, target);
    return switch (state) {
      case "running" -> Sight.alreadyDone(state);
      case "starting" -> Sight.underWay(state);
      case "deallocated", "stopped" ->
          Sight.lasting(
              state,
              "running",
              new Inverse("stop", none),
              () -> api.act("POST", target.id() + "/start", VERSION, null));
      default -> throw refused("It is " + state + "; only what is stopped can be started.");
    };
  }

  /** What is merely switched off costs as before, and is stopped too. */
  static Sight stop(AzureApi api, ActionTarget target, Nothing none) {
    String state = state(api, target);
    return switch (state) {
      case "deallocated" -> Sight.alreadyDone(state);
      case "deallocating" -> Sight.underWay(state);
      case "running", "stopped" ->
          Sight.lasting(
              state,
              "deallocated",
              new Inverse("start", none),
              () -> api.act("POST", target.id() + "/deallocate", VERSION, null));
      default -> throw refused("It is " + state + "; only what runs can be stopped.");
    };
  }

  /**
   * Another size.
   *
   * @param vmSize for example {@code Standard_B2s}
   */
  record Size(String vmSize) {
    Size {
      if (vmSize == null || !vmSize.matches("[A-Za-z0-9_-]{1,63}")) {
        throw new IllegalArgumentException("vmSize must be one such as Standard_B2s");
      }
    }
  }

  static Sight resize(AzureApi api, ActionTarget target, Size wish) {
    String before =
        api.get(target.id(), VERSION).at("/properties/hardwareProfile/vmSize").asString("");
    if (before.equalsIgnoreCase(wish.vmSize())) {
      return Sight.alreadyDone(before);
    }
    ObjectNode body = Json.mapper().createObjectNode();
    body.putObject("properties").putObject("hardwareProfile").put("vmSize", wish.vmSize());
    return Sight.lasting(
        before,
        wish.vmSize(),
        new Inverse("resize", new Size(before)),
        () -> api.act("PATCH", target.id(), VERSION, body));
  }

  static ProviderException refused(String message) {
    return ProviderException.of(ProviderException.Kind.REFUSED, message);
  }
}
