package dev.hexad.oci.client;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Uploads of blobs: small ones in one request, large ones in chunks that can be continued. */
final class BlobUpload {
  private static final int MOST_CONTINUATIONS = 5;
  private final RegistryRequests requests;
  private final int chunk;

  BlobUpload(RegistryRequests requests, int chunk) {
    this.requests = requests;
    this.chunk = chunk;
  }

  boolean exists(String digest) {
    var answer = send("HEAD", requests.uri("/blobs/" + digest), Map.of(), new byte[0]);
    if (answer.statusCode() != 404) {
      requests.require(answer, 200);
    }
    return answer.statusCode() == 200;
  }

  boolean mount(String digest, String fromName) {
    var answer =
        send(
            "POST",
            requests.uri("/blobs/uploads/?mount=" + digest + "&from=" + fromName),
            Map.of(),
            new byte[0]);
    requests.require(answer, 201, 202);
    if (answer.statusCode() == 202) {
      send("DELETE", requests.location(answer), Map.of(), new byte[0]);
    }
    return answer.statusCode() == 201;
  }

  void push(String digest, byte[] bytes) {
    if (!exists(digest)) {
      finish(begin(), digest, bytes);
    }
  }

  void push(String digest, Path file) throws IOException {
    if (exists(digest)) {
      return;
    }
    URI location = begin();
    long size = Files.size(file);
    try (FileChannel in = FileChannel.open(file)) {
      long at = 0;
      int continuations = 0;
      while (at < size) {
        byte[] part = part(in, at, (int) Math.min(chunk, size - at));
        var headers =
            Map.of(
                "Content-Type",
                "application/octet-stream",
                "Content-Range",
                at + "-" + (at + part.length - 1));
        var answer = send("PATCH", location, headers, part);
        if (answer.statusCode() == 416 && ++continuations <= MOST_CONTINUATIONS) {
          var state = send("GET", location, Map.of(), new byte[0]);
          requests.require(state, 204);
          at = received(state, at);
          location = requests.location(state);
          continue;
        }
        requests.require(answer, 202, 204);
        location = requests.location(answer);
        at += part.length;
      }
    }
    finish(location, digest, new byte[0]);
  }

  private URI begin() {
    var answer = send("POST", requests.uri("/blobs/uploads/"), Map.of(), new byte[0]);
    requests.require(answer, 202);
    return requests.location(answer);
  }

  private void finish(URI location, String digest, byte[] rest) {
    URI uri = URI.create(location + (location.getQuery() == null ? "?" : "&") + "digest=" + digest);
    var answer = send("PUT", uri, Map.of("Content-Type", "application/octet-stream"), rest);
    if (answer.statusCode() == 404 && exists(digest)) {
      return;
    }
    requests.require(answer, 201);
  }

  private static byte[] part(FileChannel in, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (in.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was sent");
      }
    }
    return buffer.array();
  }

  private static long received(HttpResponse<InputStream> state, long fallback) {
    return state
        .headers()
        .firstValue("Range")
        .filter(range -> range.matches("0-\\d{1,18}"))
        .map(range -> Long.parseLong(range.substring(2)) + 1)
        .filter(count -> count > 1)
        .orElse(fallback);
  }

  private HttpResponse<InputStream> send(
      String method, URI uri, Map<String, String> headers, byte[] body) {
    try {
      var answer = requests.send(method, uri, headers, body);
      if (answer.statusCode() < 300) {
        RegistryHttp.discard(answer);
      }
      return answer;
    } catch (IllegalArgumentException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, requests.where() + " named an address that is none.", e);
    }
  }
}
