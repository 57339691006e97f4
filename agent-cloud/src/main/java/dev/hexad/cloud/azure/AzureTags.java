package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.TagActions;
import dev.hexad.contracts.message.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Tags of Azure, which all its resources keep in one way. */
final class AzureTags implements TagActions.Tagging<AzureApi> {
  static final Set<String> TYPES =
      Set.of(
          "azure.compute.disk",
          "azure.compute.snapshot",
          "azure.compute.virtualmachine",
          "azure.containerservice.managedcluster",
          "azure.keyvault.vault",
          "azure.network.loadbalancer",
          "azure.network.networksecuritygroup",
          "azure.network.publicipaddress",
          "azure.network.virtualnetwork",
          "azure.resources.resourcegroup",
          "azure.sql.server",
          "azure.sql.server-database",
          "azure.storage.storageaccount",
          "azure.web.site");
  static final List<String> PERMISSIONS =
      List.of("Microsoft.Resources/tags/read", "Microsoft.Resources/tags/write");

  private static final String PLACE = "/providers/Microsoft.Resources/tags/default";
  private static final String VERSION = "2025-04-01";

  @Override
  public Map<String, String> read(AzureApi api, ActionTarget target) {
    var tags = new HashMap<String, String>();
    api.get(target.id() + PLACE, VERSION)
        .at("/properties/tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString("")));
    return tags;
  }

  @Override
  public Outcome change(
      AzureApi api, ActionTarget target, Map<String, String> set, List<String> unset) {
    Outcome outcome = Outcome.DONE;
    if (!set.isEmpty()) {
      outcome = patch(api, target, "Merge", set);
    }
    if (!unset.isEmpty()) {
      // Takes off what has both this key and this value.
      Map<String, String> there = read(api, target);
      there.keySet().retainAll(unset);
      outcome = patch(api, target, "Delete", there);
    }
    return outcome;
  }

  private static Outcome patch(
      AzureApi api, ActionTarget target, String operation, Map<String, String> tags) {
    ObjectNode body = Json.mapper().createObjectNode().put("operation", operation);
    body.putObject("properties").set("tags", Json.tree(tags));
    return api.act("PATCH", target.id() + PLACE, VERSION, body);
  }
}
