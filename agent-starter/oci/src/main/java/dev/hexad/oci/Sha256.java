package dev.hexad.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Digests as the OCI image specification writes them: {@code sha256:} and 64 lower case hexadecimal
 * digits.
 */
public final class Sha256 {
  private static final String PREFIX = "sha256:";
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private Sha256() {}

  public static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  public static String digest(byte[] bytes) {
    return PREFIX + HexFormat.of().formatHex(algorithm().digest(bytes));
  }

  /** The digest of everything that was put into this, which starts anew. */
  public static String digest(MessageDigest algorithm) {
    return PREFIX + HexFormat.of().formatHex(algorithm.digest());
  }

  /** The digest of a file's content. */
  public static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting = new DigestInputStream(in, algorithm())) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return digest(digesting.getMessageDigest());
    }
  }

  /** The hexadecimal digits of a digest. */
  public static String hex(String digest) {
    return digest.substring(PREFIX.length());
  }

  public static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
