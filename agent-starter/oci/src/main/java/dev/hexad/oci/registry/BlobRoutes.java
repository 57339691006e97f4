package dev.hexad.oci.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Blobs, whole or a range of their bytes. */
final class BlobRoutes {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
  private final BlobStore blobs;
  private final Repositories repositories;

  BlobRoutes(BlobStore blobs, Repositories repositories) {
    this.blobs = blobs;
    this.repositories = repositories;
  }

  /** First and last byte of what is sent. */
  private record Span(long first, long last) {
    long length() {
      return last - first + 1;
    }
  }

  void handle(RegistryCall call) throws IOException {
    String digest = call.digest();
    if (!repositories.has(call.name(), Repositories.BLOBS, digest)) {
      throw unknown(digest);
    }
    switch (call.method()) {
      case "GET" -> send(call, digest);
      case "HEAD" -> {
        if (!blobs.touch(digest)) {
          throw unknown(digest);
        }
        send(call, digest);
      }
      case "DELETE" -> {
        repositories.unlink(call.name(), Repositories.BLOBS, digest);
        call.out().setStatus(202);
      }
      default -> throw RegistryException.badMethod(call.method());
    }
  }

  private void send(RegistryCall call, String digest) throws IOException {
    Path file = blobs.blob(digest).orElseThrow(() -> unknown(digest));
    try {
      send(call, file, digest);
    } catch (NoSuchFileException e) {
      throw unknown(digest);
    }
  }

  private static void send(RegistryCall call, Path file, String digest) throws IOException {
    var out = call.out();
    long size = Files.size(file);
    out.setHeader("Accept-Ranges", "bytes");
    Span span = span(call.in().getHeader("Range"), size);
    if (span == null) {
      span = new Span(0, size - 1);
    } else if (span.length() <= 0 || span.first() >= size) {
      out.setHeader("Content-Range", "bytes */" + size);
      throw new RegistryException(416, "SIZE_INVALID", "the blob has " + size + " bytes");
    } else {
      out.setStatus(206);
      out.setHeader("Content-Range", "bytes " + span.first() + "-" + span.last() + "/" + size);
    }
    out.setContentType("application/octet-stream");
    out.setContentLengthLong(span.length());
    out.setHeader("Docker-Content-Digest", digest);
    out.setHeader("ETag", "\"" + digest + "\"");
    if (call.method().equals("GET")) {
      try (FileChannel channel = FileChannel.open(file).position(span.first());
          InputStream in = Channels.newInputStream(channel)) {
        copy(in, out.getOutputStream(), span.length());
      }
    }
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long left = length;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new IOException("the blob ended early");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  /** The one range that is asked for; null to send everything, as for anything that is odd. */
  private static @Nullable Span span(@Nullable String header, long size) {
    Matcher range = header == null ? null : RANGE.matcher(header);
    if (range == null || !range.matches()) {
      return null;
    }
    String first = range.group(1);
    String last = range.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return null;
    }
    if (first.isEmpty()) {
      long tail = Long.parseLong(last);
      return new Span(tail == 0 ? size : Math.max(0, size - tail), size - 1);
    }
    long end = last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
    return new Span(Long.parseLong(first), end);
  }

  private static RegistryException unknown(String digest) {
    return new RegistryException(404, "BLOB_UNKNOWN", "no blob " + digest);
  }
}
