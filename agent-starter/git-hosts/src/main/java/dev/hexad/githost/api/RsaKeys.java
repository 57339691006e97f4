package dev.hexad.githost.api;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** RSA keys from PEM (RFC 7468, RFC 8017 appendix A). */
final class RsaKeys {
  /** Version 0 and the algorithm identifier rsaEncryption, as they stand before a PKCS #8 key. */
  private static final byte[] PREFIX =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private RsaKeys() {}

  /**
   * The key.
   *
   * @throws HexadException of type invalid; its text and cause hold nothing of the key
   */
  static PrivateKey read(Secret pem) {
    String text = pem.reveal();
    boolean bare = text.contains("BEGIN RSA PRIVATE KEY");
    try {
      byte[] der =
          Base64.getMimeDecoder()
              .decode(text.replaceAll("-----(BEGIN|END)[A-Z ]*-----", "").strip());
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(bare ? wrap(der) : der));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new HexadException(
          ProblemType.INVALID,
          "The app's private key cannot be read; store the whole .pem file that GitHub gave.");
    }
  }

  private static byte[] wrap(byte[] rsa) {
    byte[] octets = tagged(0x04, rsa);
    byte[] content = new byte[PREFIX.length + octets.length];
    System.arraycopy(PREFIX, 0, content, 0, PREFIX.length);
    System.arraycopy(octets, 0, content, PREFIX.length, octets.length);
    return tagged(0x30, content);
  }

  /** A DER value with its tag and length. */
  private static byte[] tagged(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else {
      int bytes = (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(content.length >>> (8 * i));
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
