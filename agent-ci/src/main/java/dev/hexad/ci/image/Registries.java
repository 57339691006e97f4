package dev.hexad.ci.image;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.ci.repository.Repositories;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.ci.settings.RegistrySettings;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.registry.BuiltInRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registries by the names that pipelines use, with fresh logins. */
@Component
final class Registries {
  private final BuiltInRegistry builtIn;
  private final LiveConfiguration<CiSettings> settings;
  private final Repositories secrets;

  Registries(
      BuiltInRegistry builtIn, LiveConfiguration<CiSettings> settings, Repositories secrets) {
    this.builtIn = builtIn;
    this.settings = settings;
    this.secrets = secrets;
  }

  /**
   * How to push now.
   *
   * @param address host, port and path before the image's name
   */
  record Login(String address, String username, String password) {
    @Override
    public String toString() {
      return "Login[" + address + ", " + username + "]";
    }
  }

  Login login(@Nullable String name) {
    if (name == null) {
      return new Login(builtIn.address(), builtIn.username(), builtIn.password());
    }
    RegistrySettings found = settings.current().registries().get(name);
    if (found == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "The CI agent has no registry '" + name + "'; add it to 'registries' of its settings.");
    }
    String secret = found.passwordSecret();
    return new Login(
        found.address().replaceFirst("/+$", ""),
        found.username() == null ? "" : found.username(),
        secret == null ? "" : secrets.secret(secret).reveal());
  }
}
