package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.Scope;

/** A scope of one account, as the store knows it. */
record ScopeKey(String provider, String account, String region, String service) {
  static ScopeKey of(String provider, String account, Scope scope) {
    return new ScopeKey(provider, account, scope.region(), scope.service());
  }

  Scope scope() {
    return new Scope(region, service);
  }
}
