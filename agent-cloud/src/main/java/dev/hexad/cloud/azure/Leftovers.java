package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Sight;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Deletes what nothing uses. */
final class Leftovers {
  private static final String DISKS = "2024-03-02";
  private static final String ADDRESSES = "2024-05-01";

  private Leftovers() {}

  static Sight deleteDisk(AzureApi api, ActionTarget target, Nothing none) {
    JsonNode disk = api.find(target.id(), DISKS);
    if (disk == null) {
      return Sight.alreadyDone("deleted");
    }
    String state = disk.at("/properties/diskState").asString("").toLowerCase(Locale.ROOT);
    if (!state.equals("unattached")) {
      throw AzureMachines.refused("It is " + state + "; only an unattached disk can be deleted.");
    }
    return Sight.lasting(state, "deleted", null, () -> api.act("DELETE", target.id(), DISKS, null));
  }

  static Sight deleteAddress(AzureApi api, ActionTarget target, Nothing none) {
    JsonNode address = api.find(target.id(), ADDRESSES);
    if (address == null) {
      return Sight.alreadyDone("deleted");
    }
    JsonNode properties = address.path("properties");
    if (properties.has("ipConfiguration") || properties.has("natGateway")) {
      throw AzureMachines.refused("Something uses it.");
    }
    return Sight.lasting(
        "unused", "deleted", null, () -> api.act("DELETE", target.id(), ADDRESSES, null));
  }
}
