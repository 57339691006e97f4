package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.command.SyncParameters;
import dev.hexad.contracts.problem.HexadException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads providers and brings the inventory to what they say. */
@Component
class Synchronisation {
  private static final Logger log = LoggerFactory.getLogger(Synchronisation.class);

  private final List<CloudProvider> providers;
  private final Inventory inventory;

  Synchronisation(List<CloudProvider> providers, Inventory inventory) {
    this.providers = List.copyOf(providers);
    this.inventory = inventory;
  }

  List<CloudProvider> providers() {
    return providers;
  }

  /**
   * Reads one provider, or all.
   *
   * @throws HexadException when there is no such provider
   */
  List<SyncParameters.Account> run(@Nullable String provider) {
    List<CloudProvider> wanted =
        providers.stream().filter(p -> provider == null || p.name().equals(provider)).toList();
    if (wanted.isEmpty() && provider != null) {
      throw HexadException.notFound("provider", provider);
    }
    return wanted.stream().map(this::read).toList();
  }

  private SyncParameters.Account read(CloudProvider provider) {
    return switch (provider.availability()) {
      case Availability.Unavailable(String reason) -> skipped(provider, "", reason);
      case Availability.Available(String account, String detail) -> read(provider, account);
    };
  }

  private SyncParameters.Account read(CloudProvider provider, String account) {
    List<CloudResource> resources;
    try {
      resources = provider.inventory();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).addKeyValue("provider", provider.name()).log("inventory not read");
      return skipped(provider, account, "It stopped to answer: " + e.getMessage());
    }
    return inventory.replace(provider.name(), account, resources);
  }

  private static SyncParameters.Account skipped(
      CloudProvider provider, String account, String reason) {
    return new SyncParameters.Account(provider.name(), account, 0, 0, 0, 0, reason);
  }
}
