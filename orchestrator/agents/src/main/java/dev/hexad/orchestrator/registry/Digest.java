package dev.hexad.orchestrator.registry;

import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Digests of documents that do not depend on the order of keys or on white space. */
public final class Digest {
  private Digest() {}

  /** The digest of what a manifest says; unknown fields and defaults written out do not count. */
  public static String of(Manifest manifest) {
    return of(Json.tree(manifest));
  }

  /** {@code sha256:} and the hash of the document in its canonical form. */
  public static String of(JsonNode document) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(canonical(document).toString().getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode canonical(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var sorted = new TreeMap<String, JsonNode>();
      object.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
      ObjectNode out = Json.mapper().createObjectNode();
      sorted.forEach(out::set);
      return out;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode out = Json.mapper().createArrayNode();
      array.forEach(item -> out.add(canonical(item)));
      return out;
    }
    return node;
  }
}
