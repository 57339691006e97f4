package dev.hexad.standalone;

import dev.hexad.servers.StateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What makes this installation itself and stays over restarts: keys, first tokens, ports. */
final class Identity {
  static final int DEFAULT_PORT = 8080;
  private static final int KEY_BYTES = 32;
  private static final String MASTER_KEY = "master-key";
  private static final String ADMIN_TOKEN = "admin-token";
  private static final String ENROLMENT_TOKEN = "enrolment-token";
  private static final String PORT = "port";

  private final Path file;
  private final Map<String, String> values;

  Identity(Path state) {
    this.file = state.resolve("installation.properties");
    this.values = new HashMap<>(StateFile.read(file));
  }

  /** Generates what is missing; an existing key is never replaced, since data is sealed with it. */
  void complete() {
    Map<String, String> before = Map.copyOf(values);
    values.computeIfAbsent(MASTER_KEY, key -> Base64.getEncoder().encodeToString(random()));
    values.computeIfAbsent(ADMIN_TOKEN, key -> "hxd_" + token());
    values.computeIfAbsent(ENROLMENT_TOKEN, key -> "hxe_" + token());
    values.putIfAbsent(PORT, Integer.toString(DEFAULT_PORT));
    if (!values.equals(before)) {
      StateFile.write(file, values);
    }
  }

  void movePort(int port) {
    values.put(PORT, Integer.toString(port));
    StateFile.write(file, values);
  }

  int port() {
    return Integer.parseInt(values.getOrDefault(PORT, Integer.toString(DEFAULT_PORT)));
  }

  String masterKey() {
    return required(MASTER_KEY);
  }

  String adminToken() {
    return required(ADMIN_TOKEN);
  }

  String enrolmentToken() {
    return required(ENROLMENT_TOKEN);
  }

  private String required(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new InstallationException("nothing was started in " + file.getParent() + " yet");
    }
    return value;
  }

  private static String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random());
  }

  private static byte[] random() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
