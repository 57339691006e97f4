package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Reading;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** A cloud in memory, whose scopes a test fills and breaks. */
@Component
class TestCloud implements CloudProvider, CloudAccount {
  final Map<Scope, List<CloudResource>> scopes = new ConcurrentHashMap<>();

  /** Scopes that fail after their last resource, and how. */
  final Map<Scope, ProviderException.Kind> broken = new ConcurrentHashMap<>();

  /** Scopes that come as one page, by what the page says. */
  final Map<Scope, Long> pages = new ConcurrentHashMap<>();

  static CloudResource resource(String id, String state, Map<String, String> tags) {
    return new CloudResource(
        "test.thing",
        id,
        "the " + id,
        "north",
        state,
        tags,
        null,
        List.of(),
        Json.tree(Map.of("state", state)));
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public List<CloudAccount> accounts() {
    return scopes.isEmpty() ? List.of() : List.of(this);
  }

  @Override
  public Availability availability() {
    return new Availability.Available("memory", "in memory");
  }

  @Override
  public List<Scope> scopes() {
    return new ArrayList<>(scopes.keySet());
  }

  @Override
  public void read(Scope scope, Consumer<CloudResource> found) {
    Long page = pages.get(scope);
    if (page == null || !(found instanceof Reading reading)) {
      scopes.getOrDefault(scope, List.of()).forEach(found);
    } else if (!reading.isKnown(page)) {
      scopes.getOrDefault(scope, List.of()).forEach(found);
      reading.endPage(true);
    }
    if (scope.service().equals("faulty")) {
      throw new IllegalStateException("a mistake in the adapter");
    }
    ProviderException.Kind kind = broken.get(scope);
    if (kind != null) {
      throw new ProviderException(kind, "it broke", new IllegalStateException());
    }
  }
}
