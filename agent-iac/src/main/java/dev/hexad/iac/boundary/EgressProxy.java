package dev.hexad.iac.boundary;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.outbound.OutboundGuard;
import jakarta.annotation.PreDestroy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A proxy on the loopback address that lets each run reach the hosts of its workspace and no
 * others. It knows CONNECT only, so what is said stays between the program and the host. A run
 * proves itself by a password of its own, which ends with it.
 */
@Component
class EgressProxy {
  private static final Logger log = LoggerFactory.getLogger(EgressProxy.class);
  private static final int MOST_HEADER = 16 * 1024;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int HTTPS = 443;

  private final OutboundGuard guard;
  private final Map<String, Pass> passes = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private @Nullable ServerSocket server;

  private record Pass(List<String> hosts, Consumer<String> refused) {}

  EgressProxy(OutboundGuard guard) {
    this.guard = guard;
  }

  /**
   * The way of one run to the proxy.
   *
   * @param environment for the program
   */
  record Way(Map<String, String> environment, int port, Runnable ending) implements AutoCloseable {
    @Override
    public void close() {
      ending.run();
    }
  }

  /**
   * Opens the way to some hosts.
   *
   * @param hosts as a boundary has them
   * @param refused is told of each host that was refused
   */
  Way open(List<String> hosts, Consumer<String> refused) throws IOException {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String password = HexFormat.of().formatHex(bytes);
    passes.put(password, new Pass(hosts, refused));
    int port = port();
    String proxy = "http://run:" + password + "@127.0.0.1:" + port;
    String direct = "127.0.0.1,localhost";
    return new Way(
        Map.of(
            "HTTPS_PROXY", proxy,
            "https_proxy", proxy,
            "HTTP_PROXY", proxy,
            "http_proxy", proxy,
            "NO_PROXY", direct,
            "no_proxy", direct),
        port,
        () -> passes.remove(password));
  }

  private synchronized int port() throws IOException {
    ServerSocket running = server;
    if (running == null) {
      running = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
      server = running;
      ServerSocket listening = running;
      Thread.ofVirtual().name("egress").start(() -> accept(listening));
    }
    return running.getLocalPort();
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        log.atDebug().setCause(e).log("the proxy takes no connection");
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(PATIENCE_MILLIS);
      var in = new BufferedInputStream(client.getInputStream());
      List<String> head = head(in);
      String[] request = head.isEmpty() ? new String[0] : head.getFirst().split(" ");
      Pass pass = pass(head);
      if (pass == null) {
        answer(client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic\r\n");
      } else if (request.length < 2 || !request[0].equals("CONNECT")) {
        pass.refused().accept(request.length < 2 ? "?" : request[1]);
        answer(client, "405 Method Not Allowed", "");
      } else {
        connect(client, in, pass, request[1]);
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("a connection of a run has ended");
    }
  }

  private void connect(Socket client, InputStream in, Pass pass, String target) throws IOException {
    URI uri = uri(target);
    if (uri == null || pass.hosts().stream().noneMatch(pattern -> fits(pattern, uri))) {
      pass.refused().accept(target);
      answer(client, "403 Forbidden", "");
      return;
    }
    List<InetAddress> addresses;
    try {
      addresses = guard.check(uri);
    } catch (HexadException e) {
      pass.refused().accept(target + ": " + e.getMessage());
      answer(client, "403 Forbidden", "");
      return;
    }
    try (Socket host = connected(addresses, uri.getPort())) {
      client.setSoTimeout(0);
      answer(client, "200 Connection established", "");
      OutputStream out = host.getOutputStream();
      Thread up = Thread.ofVirtual().start(() -> copy(in, out, host));
      copy(host.getInputStream(), client.getOutputStream(), client);
      up.interrupt();
    }
  }

  /** The first of the checked addresses that answers. */
  private static Socket connected(List<InetAddress> addresses, int port) throws IOException {
    IOException last = new IOException("no address");
    for (InetAddress address : addresses) {
      var socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private static void copy(InputStream from, OutputStream to, Socket end) {
    try {
      from.transferTo(to);
      end.shutdownOutput();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("one side has hung up");
    }
  }

  private static @Nullable URI uri(String target) {
    if (!target.matches("[A-Za-z0-9.-]+:\\d{1,5}")) {
      return null;
    }
    URI uri = URI.create("https://" + target);
    return uri.getHost() == null ? null : uri;
  }

  static boolean fits(String pattern, URI uri) {
    int colon = pattern.indexOf(':');
    int port = colon < 0 ? HTTPS : Integer.parseInt(pattern.substring(colon + 1));
    String wanted = (colon < 0 ? pattern : pattern.substring(0, colon)).toLowerCase(Locale.ROOT);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    boolean named =
        wanted.startsWith("*.") ? host.endsWith(wanted.substring(1)) : host.equals(wanted);
    return named && port == uri.getPort();
  }

  private @Nullable Pass pass(List<String> head) {
    for (String line : head) {
      if (line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: basic ")) {
        try {
          byte[] plain = Base64.getDecoder().decode(line.substring(27).strip());
          String[] parts = new String(plain, StandardCharsets.UTF_8).split(":", 2);
          return parts.length == 2 ? passes.get(parts[1]) : null;
        } catch (IllegalArgumentException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static List<String> head(InputStream in) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0 || text.length() > MOST_HEADER) {
        return List.of();
      }
      text.append((char) c);
    }
    return text.toString().lines().toList();
  }

  private static void answer(Socket client, String status, String headers) throws IOException {
    client
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @PreDestroy
  synchronized void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
