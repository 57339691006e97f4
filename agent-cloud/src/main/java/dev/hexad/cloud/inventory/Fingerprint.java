package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.Relation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a resource has changed; the order of lists and fields does not count. Fingerprints
 * are kept, so that another form of the text would make everything look changed. Not thread-safe.
 */
final class Fingerprint {
  private final CanonicalText text = new CanonicalText();
  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  long of(CloudResource resource, @Nullable String owner) {
    text.clear();
    return write(resource, owner).hash(digest);
  }

  private CanonicalText write(CloudResource resource, @Nullable String owner) {
    text.sign('{');
    if (resource.created() != null) {
      text.text("created=").string(resource.created().toString()).text(", ");
    }
    text.text("id=").string(resource.id());
    text.text(", name=").string(resource.name());
    text.text(", raw=").node(resource.raw());
    text.text(", region=").string(resource.region());
    text.text(", relations=").array(resource.relations(), this::relation);
    text.text(", state=").string(resource.state());
    text.text(", tags=")
        .object(
            new TreeMap<>(resource.tags()).entrySet(),
            tag -> text.text(tag.getKey()).sign('=').string(tag.getValue()));
    text.text(", type=").string(resource.type());
    return text.text("}").text(String.valueOf(owner));
  }

  private void relation(Relation relation) {
    text.text("{id=").string(relation.id());
    text.text(", type=").string(relation.type());
    text.text(", verb=").string(relation.verb()).sign('}');
  }
}
