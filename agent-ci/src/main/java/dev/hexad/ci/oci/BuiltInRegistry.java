package dev.hexad.ci.oci;

import dev.hexad.contracts.message.Secret;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.stereotype.Component;

/** The registry in this agent: its address, and the one account that may push to it. */
@Component
public final class BuiltInRegistry {
  private static final String USER = "hexad";

  private final WebServerApplicationContext web;
  private final Path root;
  private final Secret password;

  BuiltInRegistry(WebServerApplicationContext web, ServiceProperties service) throws IOException {
    this.web = web;
    this.root = Files.createDirectories(service.dataFolder().resolve("registry"));
    this.password = loadPassword(root.resolve("push-password"));
  }

  /** Host and port as images name them. */
  public String address() {
    var server = web.getWebServer();
    return "127.0.0.1:" + (server == null ? 0 : server.getPort());
  }

  public String username() {
    return USER;
  }

  public String password() {
    return password.reveal();
  }

  Path root() {
    return root;
  }

  /** True when the header carries the account that may push. */
  boolean mayPush(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith("Basic ")) {
      return false;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).trim());
      return Secret.of(USER + ":" + password.reveal())
          .matches(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Secret loadPassword(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] bytes = new byte[24];
      new SecureRandom().nextBytes(bytes);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file,
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
          StandardOpenOption.TRUNCATE_EXISTING);
    }
    Set<?> permissions = Files.getPosixFilePermissions(file);
    if (permissions.size() > 2) {
      throw new IOException(file + " must be readable by its owner only");
    }
    return Secret.of(Files.readString(file).trim());
  }
}
