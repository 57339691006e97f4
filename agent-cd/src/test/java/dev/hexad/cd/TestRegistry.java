package dev.hexad.cd;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A small strict OCI registry: answers by digest only, and only who asks as the protocol says. */
public final class TestRegistry implements AutoCloseable {
  static {
    // An engine tries TLS first; without this the server would wait for the rest of a request line.
    System.setProperty("sun.net.httpserver.maxReqTime", "1");
    System.setProperty("sun.net.httpserver.timerMillis", "200");
  }

  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final HttpServer server;
  private final Map<String, byte[]> content = new ConcurrentHashMap<>();

  public TestRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Keeps an image made of these layers (plain tar archives). */
  public ImageRef push(String repository, Map<String, Object> config, byte[]... tars) {
    var layers = new ArrayList<Map<String, Object>>();
    var diffs = new ArrayList<String>();
    for (byte[] tar : tars) {
      diffs.add(digest(tar));
      layers.add(put(repository, "application/vnd.oci.image.layer.v1.tar+gzip", zipped(tar)));
    }
    Map<String, Object> image =
        Map.of(
            "architecture",
            "amd64",
            "os",
            "linux",
            "config",
            config,
            "rootfs",
            Map.of("type", "layers", "diff_ids", diffs));
    String type = "application/vnd.oci.image.config.v1+json";
    return manifest(repository, put(repository, type, bytes(image)), layers);
  }

  private ImageRef manifest(
      String repository, Map<String, Object> config, List<Map<String, Object>> layers) {
    byte[] manifest =
        bytes(
            Map.of("schemaVersion", 2, "mediaType", MANIFEST, "config", config, "layers", layers));
    String digest = digest(manifest);
    content.put("/v2/" + repository + "/manifests/" + digest, manifest);
    return new ImageRef(host() + "/" + repository, "test", digest);
  }

  /** Answers with other bytes for the last layer of an image. */
  public void corrupt(ImageRef image) {
    String repository = image.repository().substring(image.repository().indexOf('/') + 1);
    String path = "/v2/" + repository + "/manifests/" + image.digest();
    var layers = Json.mapper().readTree(content.get(path)).get("layers");
    String digest = layers.get(layers.size() - 1).get("digest").asString();
    content.put("/v2/" + repository + "/blobs/" + digest, zipped(new byte[1024]));
  }

  private Map<String, Object> put(String repository, String type, byte[] bytes) {
    String digest = digest(bytes);
    content.put("/v2/" + repository + "/blobs/" + digest, bytes);
    return Map.of("mediaType", type, "digest", digest, "size", bytes.length);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/v2/")) {
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      byte[] found = content.get(path);
      boolean manifest = path.contains("/manifests/");
      List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
      if (found == null || (manifest && !String.join(",", accept).contains(MANIFEST))) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Type", manifest ? MANIFEST : "application/octet-stream");
      if (manifest) {
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(found));
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(found.length));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      exchange.sendResponseHeaders(200, found.length);
      exchange.getResponseBody().write(found);
    }
  }

  private static byte[] bytes(Object value) {
    return Json.write(value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static byte[] zipped(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
