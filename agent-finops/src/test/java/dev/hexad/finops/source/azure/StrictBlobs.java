package dev.hexad.finops.source.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A loopback server that answers List Blobs and Get Blob as Microsoft's document says, {@code
 * Azure/azure-rest-api-specs}, {@code Microsoft.BlobStorage/stable/2024-08-04/blob.json}: what that
 * does not know, and requests without login, are kept for the test to fail by. Pages hold one blob.
 */
final class StrictBlobs implements AutoCloseable {
  static final String TOKEN = "canary-token";
  static final String SAS = "sv=2024-08-04&sp=rl&sig=canary%2Bsignature";

  private static final Set<String> LIST_QUERY =
      Set.of(
          "restype", "comp", "prefix", "delimiter", "marker", "maxresults", "include", "timeout");
  private static final Set<String> SAS_QUERY = Set.of("sv", "sp", "sig");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private record Stored(byte[] content, String etag, Instant changed) {}

  private final HttpServer http;
  private final TreeMap<String, Stored> blobs = new TreeMap<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  final List<String> ranges = new CopyOnWriteArrayList<>();
  final List<String> forms = new CopyOnWriteArrayList<>();
  private int versions;

  StrictBlobs() throws IOException {
    http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.createContext("/bills", this::handle);
    http.createContext("/login/", this::login);
    http.start();
  }

  String root() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  void put(String name, byte[] content, String changed) {
    blobs.put(name, new Stored(content, "0x8D" + versions++, Instant.parse(changed)));
  }

  void put(String name, String content, String changed) {
    put(name, content.getBytes(StandardCharsets.UTF_8), changed);
  }

  void verify() {
    assertThat(violations).isEmpty();
  }

  private void login(HttpExchange exchange) throws IOException {
    try (exchange) {
      forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] body =
          ("{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> query = query(exchange);
      boolean signed = SAS_QUERY.stream().allMatch(query::containsKey);
      String bearer = exchange.getRequestHeaders().getFirst("Authorization");
      query.keySet().removeAll(SAS_QUERY);
      if (signed ? bearer != null : !("Bearer " + TOKEN).equals(bearer)) {
        error(exchange, 403, "AuthenticationFailed");
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")
          || !"2024-08-04".equals(exchange.getRequestHeaders().getFirst("x-ms-version"))) {
        violations.add(exchange.getRequestMethod() + " or its version");
      }
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/bills")) {
        list(exchange, query);
      } else {
        content(exchange, path.substring("/bills/".length()), query);
      }
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
    if (!LIST_QUERY.containsAll(query.keySet())
        || !"container".equals(query.get("restype"))
        || !"list".equals(query.get("comp"))) {
      violations.add("list by " + query);
    }
    String prefix = query.getOrDefault("prefix", "");
    List<String> names =
        new ArrayList<>(
            blobs.tailMap(query.getOrDefault("marker", "")).keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList());
    var xml =
        new StringBuilder(
            "\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ServiceEndpoint=\""
                + root()
                + "\" ContainerName=\"bills\"><Blobs>");
    if (!names.isEmpty()) {
      Stored blob = blobs.get(names.getFirst());
      xml.append("<Blob><Name>")
          .append(names.getFirst().replace("&", "&amp;"))
          .append("</Name><Properties><Last-Modified>")
          .append(
              DateTimeFormatter.RFC_1123_DATE_TIME.format(blob.changed().atZone(ZoneOffset.UTC)))
          .append("</Last-Modified><Etag>")
          .append(blob.etag())
          .append("</Etag><Content-Length>")
          .append(blob.content().length)
          .append("</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>");
    }
    xml.append("</Blobs><NextMarker>")
        .append(names.size() > 1 ? names.get(1).replace("&", "&amp;") : "")
        .append("</NextMarker></EnumerationResults>");
    answer(exchange, 200, xml.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void content(HttpExchange exchange, String name, Map<String, String> query)
      throws IOException {
    String range = String.valueOf(exchange.getRequestHeaders().getFirst("x-ms-range"));
    ranges.add(range);
    Matcher bytes = RANGE.matcher(range);
    Stored blob = blobs.get(name);
    if (!query.isEmpty() || !bytes.matches()) {
      violations.add("get " + name + " by " + query + ", " + range);
      error(exchange, 400, "InvalidQueryParameterValue");
    } else if (blob == null) {
      error(exchange, 404, "BlobNotFound");
    } else if (!("\"" + blob.etag() + "\"")
        .equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
      error(exchange, 412, "ConditionNotMet");
    } else {
      int last = Math.min(Integer.parseInt(bytes.group(2)), blob.content().length - 1);
      answer(
          exchange,
          206,
          Arrays.copyOfRange(blob.content(), Integer.parseInt(bytes.group(1)), last + 1));
    }
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getResponseHeaders().set("x-ms-error-code", code);
    answer(
        exchange,
        status,
        ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code></Error>")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("x-ms-version", "2024-08-04");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
