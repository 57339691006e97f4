package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.message.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells whether a resource has changed; the order of lists and fields does not count. */
final class Fingerprint {
  private Fingerprint() {}

  static long of(CloudResource resource, @Nullable String owner) {
    try {
      byte[] text = (canonical(Json.tree(resource)) + owner).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Providers list ports, mounts and tags in any order. */
  static String canonical(JsonNode node) {
    if (node.isObject()) {
      var sorted = new TreeMap<String, String>();
      node.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
      return sorted.toString();
    }
    if (node.isArray()) {
      return node.valueStream().map(Fingerprint::canonical).sorted().toList().toString();
    }
    return node.toString();
  }
}
