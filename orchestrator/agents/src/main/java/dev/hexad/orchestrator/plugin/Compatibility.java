package dev.hexad.orchestrator.plugin;

import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.orchestrator.configuration.Configurations;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.transport.CapabilityUse;
import dev.hexad.service.schema.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compares the manifest that is installed with the one that shall take its place. */
@Component
class Compatibility {
  private final Configurations configurations;
  private final List<CapabilityUse> uses;

  Compatibility(Configurations configurations, List<CapabilityUse> uses) {
    this.configurations = configurations;
    this.uses = List.copyOf(uses);
  }

  List<Finding> findings(Agent installed, Manifest next) {
    var found = new ArrayList<Finding>();
    Map<String, Manifest.Capability> offered = new HashMap<>();
    next.capabilities().forEach(c -> offered.put(c.name(), c));
    for (Manifest.Capability before : installed.manifest().capabilities()) {
      Manifest.Capability after = offered.get(before.name());
      if (after == null) {
        found.add(removed(installed.tenant(), before.name()));
      } else {
        String where = "/capabilities/" + before.name() + "/parametersSchema";
        required(where, before.parametersSchema(), after.parametersSchema(), found);
      }
    }
    Schemas.check(next.configurationSchema(), configurations.effective(installed).document())
        .forEach(e ->
            found.add(
                Finding.breaking(
                    "/configuration" + e.where(),
                    "the running configuration no longer fits: " + e.message())));
    var emits = new HashSet<>(installed.manifest().emits());
    next.emits().forEach(emits::remove);
    emits.stream()
        .sorted()
        .forEach(
            type -> found.add(Finding.warning("/emits", "'" + type + "' will not come any more")));
    if (installed.manifest().isOnHttp() != next.isOnHttp()) {
      found.add(Finding.warning("/transport", "changes; stop all instances before the upgrade"));
    }
    return found;
  }

  private Finding removed(String tenant, String capability) {
    CapabilityUse.Use use =
        uses.stream()
            .map(each -> each.of(tenant, capability))
            .reduce(new CapabilityUse.Use(0, 0), CapabilityUse.Use::plus);
    String where = "/capabilities/" + capability;
    if (use.open() > 0) {
      return Finding.breaking(where, "is taken away while " + use.open() + " wait for it");
    }
    return use.recent() > 0
        ? Finding.breaking(
            where, "is taken away; it was asked for " + use.recent() + " times in the last 30 days")
        : Finding.warning(where, "is taken away; nobody asked for it in the last 30 days");
  }

  /** Parameters that old callers leave out, or write differently. */
  private static void required(String where, JsonNode before, JsonNode after, List<Finding> found) {
    Set<String> old = names(before.path("required"));
    for (String name : names(after.path("required"))) {
      if (!old.contains(name)) {
        found.add(Finding.breaking(where, "'" + name + "' is required from now on"));
      }
    }
    boolean closed =
        after.path("additionalProperties").isBoolean()
            && !after.path("additionalProperties").asBoolean();
    before
        .path("properties")
        .properties()
        .forEach(field -> {
          JsonNode same = after.path("properties").path(field.getKey());
          if (same.isMissingNode()) {
            if (closed) {
              found.add(Finding.breaking(where, "'" + field.getKey() + "' is not taken any more"));
            }
          } else if (!field.getValue().path("type").equals(same.path("type"))) {
            found.add(Finding.breaking(where, "'" + field.getKey() + "' changes its type"));
          } else {
            required(where + "/" + field.getKey(), field.getValue(), same, found);
          }
        });
  }

  private static Set<String> names(JsonNode list) {
    var names = new HashSet<String>();
    list.forEach(name -> names.add(name.asString("")));
    return names;
  }
}
