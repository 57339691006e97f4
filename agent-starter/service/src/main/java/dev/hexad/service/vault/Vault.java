package dev.hexad.service.vault;

import dev.hexad.contracts.message.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts values at rest with AES-256-GCM under the master key; the context is authenticated too.
 */
public final class Vault {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private Vault(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Under a key.
   *
   * @param masterKey 32 bytes in base64
   */
  public static Vault under(Secret masterKey) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(masterKey.reveal());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("hexad.master-key is not base64", e);
    }
    if (bytes.length != 32) {
      throw new IllegalArgumentException(
          "hexad.master-key must be 32 bytes in base64, not " + bytes.length);
    }
    return new Vault(bytes);
  }

  /**
   * Encrypts.
   *
   * @param context what the value belongs to; needed again to decrypt
   */
  public byte[] seal(String value, String context) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed =
        cipher(Cipher.ENCRYPT_MODE, nonce, context, value.getBytes(StandardCharsets.UTF_8), 0);
    byte[] out = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, out, NONCE, sealed.length);
    return out;
  }

  /**
   * Decrypts.
   *
   * @throws IllegalStateException when the key or the context is another one
   */
  public String open(byte[] sealed, String context) {
    if (sealed.length <= NONCE) {
      throw new IllegalStateException("cannot decrypt '" + context + "': it is cut short");
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    return new String(
        cipher(Cipher.DECRYPT_MODE, nonce, context, sealed, NONCE), StandardCharsets.UTF_8);
  }

  private byte[] cipher(int mode, byte[] nonce, String context, byte[] input, int from) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "cannot decrypt '" + context + "': it was sealed with another hexad.master-key", e);
    }
  }
}
