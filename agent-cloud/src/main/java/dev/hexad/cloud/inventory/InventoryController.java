package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
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
  private final ScopeStates states;

  InventoryController(Inventory inventory, ScopeStates states) {
    this.inventory = inventory;
    this.states = states;
  }

  /** An account and whether its provider answers now. */
  record Provider(String name, String state, @Nullable String account, String detail) {
    static Provider of(String name, CloudAccount account) {
      return switch (account.availability()) {
        case Availability.Available(String id, String detail) ->
            new Provider(name, "AVAILABLE", id, detail);
        case Availability.Unavailable(String reason) ->
            new Provider(name, "UNAVAILABLE", null, reason);
      };
    }
  }

  /** Asks the providers now. */
  @GetMapping("/providers")
  Page<Provider> providers() {
    return Page.all(
        inventory.providers().stream()
            .flatMap(
                provider -> provider.accounts().stream().map(a -> Provider.of(provider.name(), a)))
            .toList());
  }

  /** Accounts as they were found last, with how fresh they are. */
  @GetMapping("/accounts")
  Page<ScopeStates.Account> accounts() {
    return Page.all(states.accounts());
  }

  /** The parts of an account, those with problems first. */
  @GetMapping("/accounts/{name}/scopes")
  Page<ScopeStates.ScopeState> scopes(
      @PathVariable String name, @RequestParam(required = false) @Nullable String state) {
    return Page.all(states.scopesOf(name, state));
  }
}
