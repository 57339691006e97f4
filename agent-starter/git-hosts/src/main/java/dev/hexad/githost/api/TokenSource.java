package dev.hexad.githost.api;

import dev.hexad.contracts.message.Secret;

/** Where the token for a host comes from, asked anew for each request. */
@FunctionalInterface
public interface TokenSource {
  Secret token();

  /** Forgets a token that the host has refused, so that the next one is new. */
  default void forget(Secret refused) {}
}
