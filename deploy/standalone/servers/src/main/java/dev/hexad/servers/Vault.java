package dev.hexad.servers;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Generated passwords and remembered ports, kept in one file that only the owner reads. Nothing is
 * cached: two views of one state folder, also in one process, always agree.
 */
final class Vault {
  private static final int PASSWORD_BYTES = 24;

  private final Path file;

  Vault(Path state) {
    this.file = state.resolve("servers.properties");
  }

  String password(String owner) {
    synchronized (Vault.class) {
      return knownOrNew(owner);
    }
  }

  private String knownOrNew(String owner) {
    Map<String, String> values = new HashMap<>(StateFile.read(file));
    String key = "password." + owner;
    String known = values.get(key);
    if (known != null) {
      return known;
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    values.put(key, password);
    StateFile.write(file, values);
    return password;
  }

  int port(String name) {
    String port = StateFile.read(file).getOrDefault("port." + name, "0");
    return port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
  }

  void rememberPort(String name, int port) {
    synchronized (Vault.class) {
      Map<String, String> values = new HashMap<>(StateFile.read(file));
      if (!Integer.toString(port).equals(values.put("port." + name, Integer.toString(port)))) {
        StateFile.write(file, values);
      }
    }
  }
}
