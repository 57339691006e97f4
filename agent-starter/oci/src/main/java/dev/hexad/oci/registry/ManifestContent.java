package dev.hexad.oci.registry;

import dev.hexad.contracts.message.Json;
import dev.hexad.oci.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A manifest or an index, as far as a registry looks into it. */
final class ManifestContent {
  static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private final JsonNode json;
  private final int size;

  private ManifestContent(JsonNode json, int size) {
    this.json = json;
    this.size = size;
  }

  static ManifestContent of(byte[] bytes) {
    try {
      JsonNode json = Json.mapper().readTree(bytes);
      if (!json.isObject() || json.path("schemaVersion").asInt(0) != 2) {
        throw invalid("the manifest is not a JSON object with schemaVersion 2");
      }
      return new ManifestContent(json, bytes.length);
    } catch (JacksonException e) {
      throw invalid("the manifest is not JSON");
    }
  }

  /**
   * The manifest's type: its own word when it has one, and no other word may contradict it.
   *
   * @param declared the content type of the request, its parameters ignored
   */
  String mediaType(@Nullable String declared) {
    String own = json.path("mediaType").asString("");
    String said = declared == null ? "" : declared.split(";", 2)[0].trim();
    if (!own.isEmpty() && !said.isEmpty() && !own.equals(said)) {
      throw invalid("Content-Type is " + said + ", but the manifest says " + own);
    }
    if (!own.isEmpty() || !said.isEmpty()) {
      return own.isEmpty() ? said : own;
    }
    return json.has("manifests") ? INDEX : IMAGE;
  }

  /** Blobs that must be in the repository. */
  List<String> blobs() {
    var digests = new ArrayList<String>();
    if (json.has("config")) {
      digests.add(digest(json.path("config")));
    }
    for (JsonNode layer : json.path("layers")) {
      String type = layer.path("mediaType").asString("");
      if (!type.contains("nondistributable") && !type.contains(".foreign.")) {
        digests.add(digest(layer));
      }
    }
    return digests;
  }

  /** Manifests that must be in the repository. */
  List<String> manifests() {
    var digests = new ArrayList<String>();
    json.path("manifests").forEach(child -> digests.add(digest(child)));
    return digests;
  }

  /** Everything that lives as long as this manifest. */
  List<String> references() {
    var all = new ArrayList<>(blobs());
    all.addAll(manifests());
    return all;
  }

  Optional<String> subject() {
    return json.has("subject") ? Optional.of(digest(json.path("subject"))) : Optional.empty();
  }

  /** How the referrers list describes this manifest. */
  ObjectNode descriptor(String digest, String mediaType) {
    ObjectNode descriptor = Json.mapper().createObjectNode();
    descriptor.put("mediaType", mediaType).put("digest", digest).put("size", size);
    String type = json.path("artifactType").asString("");
    if (type.isEmpty()) {
      type = json.path("config").path("mediaType").asString("");
    }
    if (!type.isEmpty()) {
      descriptor.put("artifactType", type);
    }
    if (json.path("annotations").isObject()) {
      descriptor.set("annotations", json.path("annotations"));
    }
    return descriptor;
  }

  private static String digest(JsonNode descriptor) {
    String digest = descriptor.path("digest").asString("");
    if (!Sha256.isDigest(digest)) {
      throw new RegistryException(400, "DIGEST_INVALID", "'" + digest + "' is not sha256:<hex>");
    }
    return digest;
  }

  private static RegistryException invalid(String message) {
    return new RegistryException(400, "MANIFEST_INVALID", message);
  }
}
