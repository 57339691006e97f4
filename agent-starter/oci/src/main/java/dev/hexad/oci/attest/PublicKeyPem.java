package dev.hexad.oci.attest;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/** A public key that signatures are checked with. */
record PublicKeyPem(PublicKey key) {
  static final String ALGORITHM = "SHA256withECDSA";

  static PublicKeyPem of(String pem) {
    try {
      var encoded = new X509EncodedKeySpec(Pem.read("PUBLIC KEY", pem));
      return new PublicKeyPem(KeyFactory.getInstance("EC").generatePublic(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new HexadException(
          ProblemType.INVALID, "A trusted key is no PEM of an EC public key.", e);
    }
  }

  String id() {
    return Sha256.hex(Sha256.digest(key.getEncoded()));
  }

  String pem() {
    return Pem.write("PUBLIC KEY", key.getEncoded());
  }

  boolean verifies(byte[] bytes, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(bytes);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
