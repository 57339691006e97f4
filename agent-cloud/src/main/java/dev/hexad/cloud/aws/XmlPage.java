package dev.hexad.cloud.aws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A page of a list as EC2 sends it. */
final class XmlPage {
  private static final byte[] REQUEST = utf8("<requestId>");
  private static final byte[] REQUEST_END = utf8("</requestId>");
  private static final byte[] NEXT = utf8("<nextToken>");
  private static final byte[] NEXT_END = utf8("</nextToken>");

  /** The id of a request stands before all else. */
  private static final int HEAD = 1024;

  private final byte[] bytes;

  XmlPage(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A part of the page; empty when it is not there. */
  private record Span(int from, int to) {}

  /** The page itself. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** Of all that does not differ from one request to the next. */
  long hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Span request = first(REQUEST, REQUEST_END);
      Span next = last(NEXT, NEXT_END);
      int at = 0;
      for (Span left :
          request.from() <= next.from() ? new Span[] {request, next} : new Span[] {next, request}) {
        if (left.from() >= at) {
          digest.update(bytes, at, left.from() - at);
          at = left.to();
        }
      }
      digest.update(bytes, at, bytes.length - at);
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same without anything on it. */
  byte[] empty() {
    Span next = last(NEXT, NEXT_END);
    String token = new String(bytes, next.from(), next.to() - next.from(), StandardCharsets.UTF_8);
    return utf8("<page>" + token + "</page>");
  }

  private Span first(byte[] begin, byte[] end) {
    int most = Math.min(HEAD, bytes.length) - begin.length;
    for (int i = 0; i <= most; i++) {
      if (is(begin, i)) {
        return upTo(i, end);
      }
    }
    return new Span(0, 0);
  }

  private Span last(byte[] begin, byte[] end) {
    for (int i = bytes.length - begin.length; i >= 0; i--) {
      if (is(begin, i)) {
        return upTo(i, end);
      }
    }
    return new Span(0, 0);
  }

  private Span upTo(int from, byte[] end) {
    for (int i = from; i + end.length <= bytes.length; i++) {
      if (is(end, i)) {
        return new Span(from, i + end.length);
      }
    }
    return new Span(from, bytes.length);
  }

  private boolean is(byte[] sign, int at) {
    for (int i = 0; i < sign.length; i++) {
      if (bytes[at + i] != sign[i]) {
        return false;
      }
    }
    return true;
  }
}
