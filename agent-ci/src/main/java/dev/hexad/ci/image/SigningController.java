package dev.hexad.ci.image;

import dev.hexad.oci.attest.SigningKey;
import dev.hexad.service.web.RequiresScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SigningController {
  private final SigningKey key;

  SigningController(SigningKey key) {
    this.key = key;
  }

  /** The public half of the key that images are signed with, for verifiers. */
  record PublicKey(String id, String pem) {}

  @GetMapping("/api/v1/ci/signing-key")
  @RequiresScope("ci:read")
  PublicKey publicKey() {
    return new PublicKey(key.id(), key.publicPem());
  }
}
