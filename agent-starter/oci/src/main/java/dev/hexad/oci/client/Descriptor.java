package dev.hexad.oci.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reference to content, as the OCI image specification defines it.
 *
 * @param size in bytes
 * @param artifactType of a manifest that is a referrer
 */
public record Descriptor(
    String mediaType,
    String digest,
    long size,
    @Nullable String artifactType,
    @Nullable Map<String, String> annotations) {
  public Descriptor {
    annotations = annotations == null ? null : Map.copyOf(annotations);
  }

  public Descriptor(String mediaType, String digest, long size) {
    this(mediaType, digest, size, null, null);
  }

  public Descriptor annotated(Map<String, String> notes) {
    return new Descriptor(mediaType, digest, size, artifactType, notes);
  }
}
