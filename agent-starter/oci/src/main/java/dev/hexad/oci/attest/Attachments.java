package dev.hexad.oci.attest;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.client.Descriptor;
import dev.hexad.oci.client.Manifest;
import dev.hexad.oci.client.RegistryClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What is attached to one image in its registry: one document in each manifest. */
final class Attachments {
  private static final byte[] EMPTY = {'{', '}'};
  private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
  private static final int LARGEST_DOCUMENT = 64 * 1024 * 1024;
  private static final int MOST_READ = 50;
  private final RegistryClient client;
  private final Descriptor image;

  Attachments(RegistryClient client, Manifest image) {
    this.client = client;
    this.image = image.descriptor();
  }

  /** One attached document. */
  record Attachment(String manifestDigest, Descriptor layer, byte[] document) {}

  /** Attaches a document and gives the digest of its manifest. */
  String attach(
      String artifactType,
      String mediaType,
      byte[] document,
      Map<String, String> notes,
      @Nullable String tag) {
    Descriptor layer = client.pushBlob(mediaType, document);
    Descriptor config = client.pushBlob(EMPTY_TYPE, EMPTY);
    Manifest manifest =
        Manifest.artifact(
            artifactType, config, List.of(notes.isEmpty() ? layer : layer.annotated(notes)), image);
    client.put(manifest.digest(), manifest);
    if (tag != null) {
      client.put(tag, manifest);
    }
    return manifest.digest();
  }

  /** Documents of a type; what cannot be read is left out. */
  List<Attachment> find(String artifactType, String mediaType) {
    var found = new ArrayList<Attachment>();
    for (Descriptor referrer : client.referrers(image.digest(), artifactType)) {
      if (found.size() < MOST_READ) {
        client.manifest(referrer.digest()).flatMap(m -> read(m, mediaType)).ifPresent(found::add);
      }
    }
    return found;
  }

  Optional<Attachment> tagged(String tag, String mediaType) {
    return client.manifest(tag).flatMap(manifest -> read(manifest, mediaType));
  }

  private Optional<Attachment> read(Manifest manifest, String mediaType) {
    try {
      for (Descriptor layer : manifest.layers()) {
        if (layer.mediaType().equals(mediaType)) {
          byte[] document = client.blob(layer.digest(), LARGEST_DOCUMENT);
          return Optional.of(new Attachment(manifest.digest(), layer, document));
        }
      }
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    } catch (HexadException e) {
      if (e.type() == ProblemType.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
