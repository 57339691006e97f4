package dev.hexad.oci.client;

import dev.hexad.contracts.message.Json;
import dev.hexad.oci.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A manifest or index as it is stored, byte for byte. */
public record Manifest(String mediaType, byte[] content) {
  public static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";
  static final String ACCEPT =
      String.join(
          ", ",
          IMAGE,
          INDEX,
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  /** The fields of an image manifest that Hexad writes, in the order of the specification. */
  private record Image(
      int schemaVersion,
      String mediaType,
      @Nullable String artifactType,
      Descriptor config,
      List<Descriptor> layers,
      @Nullable Descriptor subject,
      @Nullable Map<String, String> annotations) {}

  private record Index(int schemaVersion, String mediaType, List<Descriptor> manifests) {}

  /** An artifact that refers to another manifest. */
  public static Manifest artifact(
      String artifactType, Descriptor config, List<Descriptor> layers, Descriptor subject) {
    return of(new Image(2, IMAGE, artifactType, config, layers, subject, null), IMAGE);
  }

  public static Manifest image(Descriptor config, List<Descriptor> layers) {
    return of(new Image(2, IMAGE, null, config, layers, null, null), IMAGE);
  }

  public static Manifest index(List<Descriptor> manifests) {
    return of(new Index(2, INDEX, manifests), INDEX);
  }

  private static Manifest of(Object value, String mediaType) {
    return new Manifest(mediaType, Json.mapper().writeValueAsBytes(value));
  }

  public String digest() {
    return Sha256.digest(content);
  }

  public Descriptor descriptor() {
    return new Descriptor(mediaType, digest(), content.length);
  }

  /** The content as JSON; a JacksonException when it is none. */
  public JsonNode json() {
    return Json.mapper().readTree(content);
  }

  /** Layers of an image, empty for an index. */
  public List<Descriptor> layers() {
    return descriptors("layers");
  }

  /** Manifests of an index, empty for an image. */
  public List<Descriptor> manifests() {
    return descriptors("manifests");
  }

  private List<Descriptor> descriptors(String field) {
    var found = new ArrayList<Descriptor>();
    json().path(field).forEach(item -> found.add(Json.convert(item, Descriptor.class)));
    return found;
  }
}
