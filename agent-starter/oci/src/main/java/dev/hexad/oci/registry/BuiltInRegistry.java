package dev.hexad.oci.registry;

import dev.hexad.contracts.message.Secret;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** The registry in this agent: its address, and the one account that may push to it. */
public final class BuiltInRegistry {
  private static final String USER = "hexad";
  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  private final WebServerApplicationContext web;
  private static final long BLOB_LIMIT = 16L * 1024 * 1024 * 1024;

  private final BlobStore blobs;
  private final Repositories repositories;
  private final Secret password;
  private final Clock clock;

  BuiltInRegistry(WebServerApplicationContext web, ServiceProperties service, Clock clock)
      throws IOException {
    this.clock = clock;
    this.web = web;
    Path root = Files.createDirectories(service.dataFolder().resolve("registry"));
    this.blobs = new BlobStore(root, clock, BLOB_LIMIT);
    this.repositories = new Repositories(root);
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

  /**
   * What {@link #collectGarbage} would delete.
   *
   * @param grace age below which nothing is touched, for uploads whose manifest is still to come
   */
  public Garbage garbage(Duration grace) throws IOException {
    return new GarbageCollector(blobs, repositories).find(grace);
  }

  /**
   * Deletes blobs that no manifest names any more and uploads that were given up; safe beside
   * pushes. Manifests stay until they are deleted by name, tagged or not.
   *
   * @param grace age below which nothing is touched, for uploads whose manifest is still to come
   */
  public Garbage collectGarbage(Duration grace) throws IOException {
    return new GarbageCollector(blobs, repositories).collect(grace);
  }

  BlobStore blobs() {
    return blobs;
  }

  Repositories repositories() {
    return repositories;
  }

  /** True when the header carries the account that may push, or a token that it was given. */
  boolean mayPush(@Nullable String authorization) {
    if (authorization == null) {
      return false;
    }
    if (authorization.startsWith(BEARER)) {
      return validToken(authorization.substring(BEARER.length()).trim());
    }
    if (!authorization.startsWith(BASIC)) {
      return false;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).trim());
      return Secret.of(USER + ":" + password.reveal())
          .matches(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A token for pushing, valid for an hour. */
  String pushToken() {
    String until = Long.toString(clock.instant().plus(TOKEN_LIFETIME).getEpochSecond());
    return until + "." + sign(until);
  }

  private boolean validToken(String token) {
    String[] parts = token.split("\\.", 2);
    return parts.length == 2
        && parts[0].matches("\\d{1,12}")
        && Secret.of(sign(parts[0])).matches(parts[1])
        && Long.parseLong(parts[0]) > clock.instant().getEpochSecond();
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(password.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
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
