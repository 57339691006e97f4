package dev.hexad.objectstore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parts of Google's storage interface (JSON, version 1) that the store uses, as its published
 * description has them: resumable uploads in chunks, media, deletion. Anything else is refused.
 */
final class FakeGoogleStorage implements AutoCloseable {
  static final String TOKEN = "token-of-the-test";
  private static final Pattern OBJECT =
      Pattern.compile("(?:/download)?/storage/v1/b/([^/]+)/o/([^/]+)");
  private static final Pattern START = Pattern.compile("/upload/storage/v1/b/([^/]+)/o");
  private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

  private final HttpServer server;
  private final String bucket;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  private record Upload(String name, ByteArrayOutputStream bytes) {}

  FakeGoogleStorage(String bucket) throws IOException {
    this.bucket = bucket;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** The next requests are answered with 503. */
  void failNext(int count) {
    failures.set(count);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream in = exchange.getRequestBody();
      byte[] body = (packed ? new GZIPInputStream(in) : in).readAllBytes();
      if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        error(exchange, 403, "Access denied: storage.objects.get");
        return;
      }
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        error(exchange, 503, "Backend error");
        return;
      }
      String path = exchange.getRequestURI().getRawPath();
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      Matcher start = START.matcher(path);
      Matcher object = OBJECT.matcher(path);
      if (start.matches() && start.group(1).equals(bucket)) {
        upload(exchange, query, body);
      } else if (object.matches() && object.group(1).equals(bucket)) {
        String name = URLDecoder.decode(object.group(2), StandardCharsets.UTF_8);
        object(exchange, path, name, query);
      } else {
        error(exchange, 404, "The specified bucket does not exist.");
      }
    }
  }

  private void upload(HttpExchange exchange, String query, byte[] body) throws IOException {
    if (!query.contains("uploadType=resumable")) {
      error(exchange, 400, "uploadType is missing");
    } else if (exchange.getRequestMethod().equals("POST")) {
      String name = JsonMapper.shared().readTree(body).path("name").asString();
      String id = UUID.randomUUID().toString();
      uploads.put(id, new Upload(name, new ByteArrayOutputStream()));
      String location = endpoint() + exchange.getRequestURI().getRawPath();
      exchange
          .getResponseHeaders()
          .set("Location", location + "?uploadType=resumable&upload_id=" + id);
      send(exchange, 200, null);
    } else {
      chunk(exchange, uploads.get(query.replaceAll(".*upload_id=([^&]+).*", "$1")), body);
    }
  }

  private void chunk(HttpExchange exchange, @Nullable Upload upload, byte[] body)
      throws IOException {
    Matcher range =
        RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Range")));
    if (upload == null || !range.matches()) {
      error(exchange, 400, "no such upload, or no range");
      return;
    }
    long from = range.group(1) == null ? upload.bytes().size() : Long.parseLong(range.group(1));
    boolean last =
        !range.group(3).equals("*") && from + body.length == Long.parseLong(range.group(3));
    if (from != upload.bytes().size() || !last && body.length % (256 * 1024) != 0) {
      error(exchange, 400, "chunks follow each other and are multiples of 256 KiB");
      return;
    }
    upload.bytes().writeBytes(body);
    if (last) {
      objects.put(upload.name(), upload.bytes().toByteArray());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      send(exchange, 200, "{\"kind\":\"storage#object\"}".getBytes(StandardCharsets.UTF_8));
    } else {
      exchange.getResponseHeaders().set("Range", "bytes=0-" + (upload.bytes().size() - 1));
      send(exchange, 308, null);
    }
  }

  private void object(HttpExchange exchange, String path, String name, String query)
      throws IOException {
    byte[] bytes = objects.get(name);
    boolean deletion = exchange.getRequestMethod().equals("DELETE");
    if (bytes == null) {
      error(exchange, 404, "No such object: " + bucket + "/" + name);
    } else if (deletion) {
      objects.remove(name);
      send(exchange, 204, null);
    } else if (path.startsWith("/download/") && query.contains("alt=media")) {
      exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
      send(exchange, 200, bytes);
    } else {
      error(exchange, 400, "only media is asked for");
    }
  }

  private static void error(HttpExchange exchange, int status, String message) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(
        exchange,
        status,
        "{\"error\":{\"code\":%d,\"message\":\"%s\"}}"
            .formatted(status, message)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte @Nullable [] body)
      throws IOException {
    exchange.sendResponseHeaders(status, body == null || body.length == 0 ? -1 : body.length);
    if (body != null && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
