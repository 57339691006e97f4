package dev.hexad.oci.attest;

import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/** The signature that an annotation of a simple-signing layer carries. */
final class ImageSignature {
  private ImageSignature() {}

  /** The trusted key that signed the document, if one did. */
  static Optional<PublicKeyPem> signer(
      Attachments.Attachment attachment, Collection<PublicKeyPem> trusted) {
    var notes = attachment.layer().annotations();
    String signature = notes == null ? null : notes.get(SimpleSigning.SIGNATURE);
    if (signature == null) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(signature);
      return trusted.stream().filter(k -> k.verifies(attachment.document(), bytes)).findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
