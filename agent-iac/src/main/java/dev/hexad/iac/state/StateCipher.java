package dev.hexad.iac.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Envelope encryption: each version has a data key of its own (AES-256-GCM over the compressed
 * text), which is wrapped with a key that has an id. Changing that key touches no content.
 */
@Component
final class StateCipher {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final StateKeys keys;
  private final SecureRandom random = new SecureRandom();

  StateCipher(StateKeys keys) {
    this.keys = keys;
  }

  /** What is stored. */
  record Sealed(String keyId, byte[] dataKey, byte[] content) {}

  Sealed seal(byte[] text, String context) {
    byte[] dataKey = new byte[32];
    random.nextBytes(dataKey);
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] packed = pack(text);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, dataKey, nonce, context, packed, 0, packed.length);
    byte[] content = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, content, NONCE, sealed.length);
    return new Sealed(keys.active(), keys.wrap(dataKey, context), content);
  }

  byte[] open(Sealed sealed, String context) {
    byte[] dataKey = keys.unwrap(sealed.keyId(), sealed.dataKey(), context);
    byte[] content = sealed.content();
    byte[] nonce = Arrays.copyOf(content, NONCE);
    int length = content.length - NONCE;
    return unpack(cipher(Cipher.DECRYPT_MODE, dataKey, nonce, context, content, NONCE, length));
  }

  /** The same content with its data key under the key that is used now. */
  Sealed rewrap(String keyId, byte[] wrapped, String context) {
    byte[] dataKey = keys.unwrap(keyId, wrapped, context);
    return new Sealed(keys.active(), keys.wrap(dataKey, context), new byte[0]);
  }

  private static byte[] cipher(
      int mode, byte[] key, byte[] nonce, String context, byte[] input, int from, int length) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, from, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot decrypt the state '" + context + "'", e);
    }
  }

  private static byte[] pack(byte[] text) {
    var packed = new ByteArrayOutputStream(text.length / 6 + 64);
    try (var out =
        new GZIPOutputStream(packed, 64 * 1024) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] unpack(byte[] packed) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed), 64 * 1024)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
