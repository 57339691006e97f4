package dev.hexad.finops.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in the text form of COPY. */
final class CopyText {
  private byte[] bytes = new byte[CopyStream.FLUSH + 4096];
  private int size;

  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  void clear() {
    size = 0;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  CopyText number(long value) {
    return ascii(Long.toString(value));
  }

  /** A value without anything that needs an escape, for example a number. */
  CopyText ascii(@Nullable String value) {
    if (value == null) {
      return none();
    }
    int length = value.length();
    room(length + 1);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) value.charAt(i);
    }
    bytes[size++] = '\t';
    return this;
  }

  CopyText text(@Nullable String value) {
    if (value == null) {
      return none();
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a value holds a zero byte");
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    room(2 * utf8.length + 1);
    for (byte b : utf8) {
      switch (b) {
        case '\\' -> escape('\\');
        case '\t' -> escape('t');
        case '\n' -> escape('n');
        case '\r' -> escape('r');
        default -> bytes[size++] = b;
      }
    }
    bytes[size++] = '\t';
    return this;
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) c;
  }

  private CopyText none() {
    room(3);
    bytes[size++] = '\\';
    bytes[size++] = 'N';
    bytes[size++] = '\t';
    return this;
  }

  /** Ends the row in place of the last separator. */
  void end() {
    bytes[size - 1] = '\n';
  }
}
