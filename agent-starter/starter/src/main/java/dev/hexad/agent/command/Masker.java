package dev.hexad.agent.command;

import dev.hexad.contracts.message.Secret;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * Replaces secrets in a stream of bytes by {@code ***}, however the stream is cut into pieces: what
 * could be the beginning of a secret is held back until it is known. Knows a value as it is, each
 * line of it, its Base64 at every alignment, its URL and its JSON form. Not thread-safe.
 */
final class Masker {
  /** Shorter pieces would blacken ordinary words. */
  private static final int MIN_LENGTH = 4;

  private static final int MIN_BASE64 = 8;
  private static final byte[] STARS = "***".getBytes(StandardCharsets.UTF_8);

  private List<byte[]> patterns = List.of();
  private byte[] held = new byte[0];

  void add(Secret secret) {
    var all = new ArrayList<>(patterns);
    for (byte[] form : forms(secret.reveal())) {
      if (all.stream().noneMatch(p -> Arrays.equals(p, form))) {
        all.add(form);
      }
    }
    all.sort(Comparator.comparingInt((byte[] p) -> p.length).reversed());
    patterns = List.copyOf(all);
  }

  /** What of these bytes, and of those held back before, can be shown. */
  byte[] mask(byte[] bytes) {
    if (patterns.isEmpty()) {
      return bytes;
    }
    byte[] all = join(held, bytes);
    int safe = all.length - openEnd(all);
    byte[] shown = replace(all, safe);
    return shown;
  }

  /** What is still held back; it is no secret, as nothing follows. */
  byte[] rest() {
    byte[] rest = held;
    held = new byte[0];
    return rest;
  }

  private byte[] replace(byte[] all, int safe) {
    var out = new ByteArrayOutputStream(all.length);
    int at = 0;
    while (at < safe) {
      int length = matchAt(all, at);
      if (length > 0) {
        out.writeBytes(STARS);
        at += length;
      } else {
        out.write(all[at++]);
      }
    }
    held = Arrays.copyOfRange(all, Math.min(at, all.length), all.length);
    return out.toByteArray();
  }

  private int matchAt(byte[] all, int at) {
    for (byte[] pattern : patterns) {
      if (all[at] == pattern[0]
          && at + pattern.length <= all.length
          && Arrays.equals(all, at, at + pattern.length, pattern, 0, pattern.length)) {
        return pattern.length;
      }
    }
    return 0;
  }

  /** Length of the longest end of the bytes that begins, but does not complete, a pattern. */
  private int openEnd(byte[] all) {
    int longest = 0;
    for (byte[] pattern : patterns) {
      for (int n = Math.min(pattern.length - 1, all.length); n > longest; n--) {
        if (Arrays.equals(all, all.length - n, all.length, pattern, 0, n)) {
          longest = n;
        }
      }
    }
    return longest;
  }

  private static List<byte[]> forms(String value) {
    var forms = new ArrayList<byte[]>();
    text(forms, value);
    value.lines().map(String::strip).forEach(line -> text(forms, line));
    text(forms, URLEncoder.encode(value, StandardCharsets.UTF_8));
    text(forms, URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    text(forms, value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (int shift = 0; shift < 3; shift++) {
      base64(forms, bytes, shift);
    }
    return forms;
  }

  private static void text(List<byte[]> forms, String text) {
    if (text.length() >= MIN_LENGTH) {
      forms.add(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The characters that do not depend on what stands before and after the value. */
  private static void base64(List<byte[]> forms, byte[] value, int shift) {
    byte[] shifted = join(new byte[shift], value);
    int from = (shift * 8 + 5) / 6;
    int to = shifted.length * 8 / 6;
    if (to - from < MIN_BASE64) {
      return;
    }
    for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      forms.add(
          encoder
              .withoutPadding()
              .encodeToString(shifted)
              .substring(from, to)
              .getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
