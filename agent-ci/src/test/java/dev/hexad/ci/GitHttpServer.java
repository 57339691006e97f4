package dev.hexad.ci;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.testkit.Tools;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;

/** Git's own HTTP service, {@code git http-backend}, for repositories below a folder. */
final class GitHttpServer implements AutoCloseable {
  private final HttpServer server;
  private final String git;
  private final Path root;
  private final String password;

  /**
   * Serves to those who know the password.
   *
   * @param root the folder of the repositories
   */
  GitHttpServer(Path root, String password) throws IOException {
    this.git = Tools.path("git");
    this.root = root;
    this.password = password;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url(String repository) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!password.equals(password(exchange))) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      var builder = new ProcessBuilder(git, "http-backend");
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment(exchange));
      Process process = builder.start();
      try (var in = process.getOutputStream()) {
        exchange.getRequestBody().transferTo(in);
      }
      pass(new BufferedInputStream(process.getInputStream()), exchange);
    }
  }

  private static String password(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return "";
    }
    String pair =
        new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    return pair.substring(pair.indexOf(':') + 1);
  }

  /** The common gateway interface: RFC 3875, 4.1. */
  private Map<String, String> environment(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    String query = exchange.getRequestURI().getRawQuery();
    return Map.of(
        "GIT_PROJECT_ROOT", root.toString(),
        "GIT_HTTP_EXPORT_ALL", "1",
        "REMOTE_USER", "test",
        "REQUEST_METHOD", exchange.getRequestMethod(),
        "PATH_INFO", exchange.getRequestURI().getPath(),
        "QUERY_STRING", query == null ? "" : query,
        "CONTENT_TYPE", text(headers.getFirst("Content-Type")),
        "HTTP_CONTENT_ENCODING", text(headers.getFirst("Content-Encoding")),
        "GIT_PROTOCOL", text(headers.getFirst("Git-Protocol")));
  }

  private static String text(String header) {
    return header == null ? "" : header;
  }

  private static void pass(InputStream out, HttpExchange exchange) throws IOException {
    int status = 200;
    String line = line(out);
    while (!line.isEmpty()) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(header[0], header[1]);
      }
      line = line(out);
    }
    exchange.sendResponseHeaders(status, 0);
    out.transferTo(exchange.getResponseBody());
  }

  private static String line(InputStream out) throws IOException {
    var text = new StringBuilder();
    int c = out.read();
    while (c >= 0 && c != '\n') {
      text.append((char) c);
      c = out.read();
    }
    return text.toString().strip();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
