package dev.hexad.cloud.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A document as text that is the same whatever the order of its fields and lists. All parts are
 * written into one buffer and put into order there, since this runs for each resource at each
 * reading. Not thread-safe.
 */
final class CanonicalText {
  private byte[] bytes = new byte[2_048];
  private byte[] spare = new byte[2_048];
  private int length;

  /** A part of the buffer. */
  private record Span(int from, int to) {}

  void clear() {
    length = 0;
  }

  /** The first 64 bits of its hash. */
  long hash(MessageDigest digest) {
    digest.update(bytes, 0, length);
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  CanonicalText text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return this;
  }

  CanonicalText sign(char sign) {
    room(1);
    bytes[length++] = (byte) sign;
    return this;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  CanonicalText node(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return text("null");
    }
    if (node.isObject()) {
      return object(node);
    }
    if (node.isArray()) {
      return array(node);
    }
    if (node.isString()) {
      return string(node.stringValue());
    }
    return text(node.isInt() || node.isLong() ? Long.toString(node.longValue()) : node.toString());
  }

  /** In quotes, as in JSON. */
  CanonicalText string(String value) {
    if (!isPlain(value)) {
      return text(StringNode.valueOf(value).toString());
    }
    sign('"');
    text(value);
    sign('"');
    return this;
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private CanonicalText object(JsonNode node) {
    var fields = new ArrayList<>(node.properties());
    fields.sort(Map.Entry.comparingByKey());
    return object(fields, field -> text(field.getKey()).sign('=').node(field.getValue()));
  }

  /** Things in braces, in the order that they have. */
  <T> CanonicalText object(Collection<T> fields, Consumer<T> write) {
    sign('{');
    boolean first = true;
    for (T field : fields) {
      if (!first) {
        text(", ");
      }
      first = false;
      write.accept(field);
    }
    return sign('}');
  }

  private CanonicalText array(JsonNode node) {
    var items = new ArrayList<JsonNode>(node.size());
    node.forEach(items::add);
    return array(items, this::node);
  }

  /** Things in brackets, put in order. */
  <T> CanonicalText array(Collection<T> items, Consumer<T> write) {
    sign('[');
    int start = length;
    List<Span> spans = new ArrayList<>(items.size());
    for (T item : items) {
      int from = length;
      write.accept(item);
      spans.add(new Span(from, length));
    }
    inOrder(start, spans);
    return sign(']');
  }

  private void inOrder(int start, List<Span> spans) {
    spans.sort((a, b) -> Arrays.compareUnsigned(bytes, a.from(), a.to(), bytes, b.from(), b.to()));
    int size = length - start;
    if (spare.length < size) {
      spare = new byte[size * 2];
    }
    System.arraycopy(bytes, start, spare, 0, size);
    length = start;
    for (int i = 0; i < spans.size(); i++) {
      if (i > 0) {
        text(", ");
      }
      Span span = spans.get(i);
      int wide = span.to() - span.from();
      room(wide);
      System.arraycopy(spare, span.from() - start, bytes, length, wide);
      length += wide;
    }
  }
}
