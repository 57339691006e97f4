package dev.hexad.contracts.event;

import java.util.Objects;

/**
 * An image by its digest; the tag is only a name for people.
 *
 * @param repository registry host, port and repository, for example {@code 127.0.0.1:5000/hello}
 * @param tag name given at the push
 * @param digest {@code sha256:...} of the manifest
 */
public record ImageRef(String repository, String tag, String digest) {
  public ImageRef {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(digest, "digest");
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("image digest '" + digest + "' is not sha256:<64 hex>");
    }
  }

  /** The reference to pull, pinned by digest. */
  public String pinned() {
    return repository + "@" + digest;
  }
}
