package dev.hexad.oci.attest;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.Sha256;

/**
 * An image, by what it is and not by what it is called.
 *
 * @param repository host, port and name, for example {@code ghcr.io/acme/shop}
 * @param digest of its manifest or index, {@code sha256:<hex>}
 */
public record Subject(String repository, String digest) {
  public Subject {
    if (!Sha256.isDigest(digest)) {
      throw new HexadException(
          ProblemType.INVALID, "'" + digest + "' is no digest; name the image by sha256:<hex>.");
    }
  }
}
