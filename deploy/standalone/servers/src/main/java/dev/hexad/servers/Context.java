package dev.hexad.servers;

import dev.hexad.servers.process.ProcessSpec.Lifetime;
import java.nio.file.Path;

/** What the three servers share. */
record Context(Path state, Options options, Vault vault) {
  Lifetime lifetime() {
    return options.durableMode() ? Lifetime.DETACHED : Lifetime.TIED;
  }

  boolean graceful() {
    return options.durableMode();
  }
}
