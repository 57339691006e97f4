package dev.hexad.iac.state;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.service.ServiceProperties;
import dev.hexad.service.web.BodyLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The address at which Terraform on this machine finds its state. Its port is chosen once and kept
 * in the data folder, because a plan remembers the address of its backend until it is applied.
 */
@Component
class StateEndpoint implements SmartLifecycle {
  static final int BODY_LIMIT = 128 * 1024 * 1024;
  private static final Logger log = LoggerFactory.getLogger(StateEndpoint.class);
  private static final String PATH = "/state/";

  private final StateProtocol protocol;
  private final Grants grants;
  private final Path portFile;
  private @Nullable HttpServer server;
  private volatile int port;

  StateEndpoint(StateProtocol protocol, Grants grants, ServiceProperties service) {
    this.protocol = protocol;
    this.grants = grants;
    this.portFile = service.dataFolder().resolve("state.port");
  }

  /** Where the state of a workspace is. */
  String address(String workspace) {
    return "http://127.0.0.1:" + port + PATH + workspace;
  }

  @Override
  public void start() {
    try {
      Files.createDirectories(portFile.toAbsolutePath().getParent());
      int kept = Files.exists(portFile) ? Integer.parseInt(Files.readString(portFile).strip()) : 0;
      listen(kept);
      if (kept != port) {
        Files.writeString(portFile, Integer.toString(port));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state of workspaces cannot be served", e);
    }
  }

  private void listen(int wanted) throws IOException {
    HttpServer opened;
    try {
      opened =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    } catch (BindException e) {
      log.atWarn()
          .addKeyValue("port", wanted)
          .log("the port of the state is taken; plans that wait for their apply must be made anew");
      opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }
    opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    opened.createContext(PATH, this::answer);
    opened.start();
    port = opened.getAddress().getPort();
    server = opened;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String workspace = exchange.getRequestURI().getPath().substring(PATH.length());
      Optional<Grants.Grant> grant =
          password(exchange)
              .flatMap(grants::find)
              .filter(found -> found.workspace().equals(workspace));
      if (grant.isEmpty()) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      String method = exchange.getRequestMethod();
      if (!grant.get().writes() && (method.equals("POST") || method.equals("DELETE"))) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      byte[] body = BodyLimit.read(exchange.getRequestBody(), BODY_LIMIT);
      var call =
          new StateProtocol.Call(
              method,
              workspace,
              body,
              lockId(exchange.getRequestURI().getQuery()),
              exchange.getRequestHeaders().getFirst("Content-MD5"));
      var by = new Writer("agent:iac", grant.get().command(), grant.get().fence(), false);
      StateProtocol.Answer answer = protocol.answer(call, by);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a request for a state failed");
      exchange.sendResponseHeaders(500, -1);
    }
  }

  private static Optional<String> password(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return Optional.empty();
    }
    try {
      String text =
          new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
      return Optional.of(text.substring(text.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String lockId(@Nullable String query) {
    for (String part : query == null ? new String[0] : query.split("&")) {
      if (part.startsWith("ID=")) {
        return part.substring(3);
      }
    }
    return null;
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }
}
