package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cloud")
@RequiresScope("cloud:read")
class InventoryController {
  private final Inventory inventory;
  private final Synchronisation synchronisation;

  InventoryController(Inventory inventory, Synchronisation synchronisation) {
    this.inventory = inventory;
    this.synchronisation = synchronisation;
  }

  /** A provider and whether it answers. */
  record Provider(String name, String state, @Nullable String account, String detail) {
    static Provider of(CloudProvider provider) {
      return switch (provider.availability()) {
        case Availability.Available(String account, String detail) ->
            new Provider(provider.name(), "AVAILABLE", account, detail);
        case Availability.Unavailable(String reason) ->
            new Provider(provider.name(), "UNAVAILABLE", null, reason);
      };
    }
  }

  @GetMapping("/providers")
  Page<Provider> providers() {
    return Page.all(synchronisation.providers().stream().map(Provider::of).toList());
  }

  @GetMapping("/resources")
  Page<Inventory.Version> resources(
      @RequestParam(required = false) @Nullable String provider,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(defaultValue = "500") int limit) {
    return Page.all(inventory.current(provider, type, Page.size(limit)));
  }

  @GetMapping("/resources/{provider}/{type}/{id}/versions")
  Page<Inventory.Version> versions(
      @PathVariable String provider, @PathVariable String type, @PathVariable String id) {
    List<Inventory.Version> versions = inventory.versions(provider, type, id);
    if (versions.isEmpty()) {
      throw HexadException.notFound(type, id);
    }
    return Page.all(versions);
  }
}
