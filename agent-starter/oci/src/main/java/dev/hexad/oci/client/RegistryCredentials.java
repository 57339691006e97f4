package dev.hexad.oci.client;

import dev.hexad.contracts.message.Secret;

/** The way to log in to a registry; asked each time that a registry wants to know. */
@FunctionalInterface
public interface RegistryCredentials {

  /** What is presented to the registry. */
  sealed interface Login {}

  /** Nothing: only what is open to everyone. */
  record Anonymous() implements Login {}

  /** A user's name and password, or an access token in its place. */
  record Basic(String username, Secret password) implements Login {}

  /** An OAuth 2 refresh token that the registry itself issued. */
  record RefreshToken(Secret token) implements Login {}

  /**
   * The login for a registry.
   *
   * @param registry host and port, as in image names
   * @throws dev.hexad.contracts.problem.HexadException when it cannot be had
   */
  Login login(String registry);

  static RegistryCredentials anonymous() {
    return registry -> new Anonymous();
  }

  static RegistryCredentials basic(String username, Secret password) {
    return registry -> new Basic(username, password);
  }
}
