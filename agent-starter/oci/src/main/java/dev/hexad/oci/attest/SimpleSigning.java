package dev.hexad.oci.attest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hexad.contracts.message.Json;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * The payload that cosign signs for an image, and where cosign looks for it with a public key: the
 * tag {@code sha256-<hex>.sig} (versions 2 and 3) and referrers of the artifact type below.
 */
final class SimpleSigning {
  static final String ARTIFACT_TYPE = "application/vnd.dev.cosign.artifact.sig.v1+json";
  static final String MEDIA_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";
  static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String TYPE = "cosign container image signature";

  private record Identity(@JsonProperty("docker-reference") String reference) {}

  private record Image(@JsonProperty("docker-manifest-digest") String digest) {}

  private record Critical(Identity identity, Image image, String type) {}

  private record Payload(Critical critical, Map<String, String> optional) {}

  private SimpleSigning() {}

  static byte[] payload(Subject subject) {
    var critical =
        new Critical(new Identity(subject.repository()), new Image(subject.digest()), TYPE);
    return Json.mapper().writeValueAsBytes(new Payload(critical, Map.of()));
  }

  static boolean isOf(byte[] payload, Subject subject) {
    try {
      var critical = Json.mapper().readTree(payload).path("critical");
      return critical.path("type").asString("").equals(TYPE)
          && critical
              .path("image")
              .path("docker-manifest-digest")
              .asString("")
              .equals(subject.digest());
    } catch (JacksonException e) {
      return false;
    }
  }

  static String tag(Subject subject) {
    return subject.digest().replace(':', '-') + ".sig";
  }
}
