package dev.hexad.cloud.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Names a resource for ever, in a form that is short enough for addresses and memory. */
final class ResourceKey {
  private ResourceKey() {}

  static UUID of(String provider, String account, String type, String id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String name = String.join("\u0000", provider, account, type, id);
      ByteBuffer bytes = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
