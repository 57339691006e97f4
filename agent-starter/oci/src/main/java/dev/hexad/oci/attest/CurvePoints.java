package dev.hexad.oci.attest;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * The public key of a private one. Key agreement with the generator gives the point's x (SEC 1,
 * 3.3.1); of the two y that are on the curve, the right one verifies a signature of the key.
 */
final class CurvePoints {
  private static final ECParameterSpec P256 = p256();

  private CurvePoints() {}

  private static ECParameterSpec p256() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isP256(ECPrivateKey key) {
    return key.getParams().getCurve().equals(P256.getCurve())
        && key.getParams().getOrder().equals(P256.getOrder());
  }

  static PublicKeyPem publicKey(PrivateKey key) {
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(key);
      agreement.doPhase(
          factory.generatePublic(new ECPublicKeySpec(P256.getGenerator(), P256)), true);
      BigInteger x = new BigInteger(1, agreement.generateSecret());
      BigInteger p = ((ECFieldFp) P256.getCurve().getField()).getP();
      BigInteger square =
          x.pow(3).add(P256.getCurve().getA().multiply(x)).add(P256.getCurve().getB()).mod(p);
      BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
      byte[] sample = {1, 2, 3};
      Signature signature = Signature.getInstance(PublicKeyPem.ALGORITHM);
      signature.initSign(key);
      signature.update(sample);
      byte[] signed = signature.sign();
      for (BigInteger candidate : new BigInteger[] {y, p.subtract(y)}) {
        var spec = new ECPublicKeySpec(new ECPoint(x, candidate), P256);
        var found = new PublicKeyPem(factory.generatePublic(spec));
        if (found.verifies(sample, signed)) {
          return found;
        }
      }
      throw new IllegalStateException("the private key has no public key");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
