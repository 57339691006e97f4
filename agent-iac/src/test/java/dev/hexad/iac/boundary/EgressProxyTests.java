package dev.hexad.iac.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EgressProxyTests {
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private EgressProxy proxy;
  private HttpServer host;

  @BeforeEach
  void start() throws IOException {
    proxy = new EgressProxy(OutboundGuard.allowing(List.of("localhost")));
    host = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    host.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    host.start();
  }

  @AfterEach
  void stop() throws IOException {
    host.stop(0);
    proxy.stop();
  }

  private int port() {
    return host.getAddress().getPort();
  }

  private EgressProxy.Way way(String... hosts) throws IOException {
    return proxy.open(List.of(hosts), refused::add);
  }

  /** What comes back when a program says this to the proxy, and then asks the host. */
  private static String say(EgressProxy.Way way, String first, @Nullable String password)
      throws IOException {
    URI address = URI.create(String.valueOf(way.environment().get("HTTPS_PROXY")));
    String[] user = address.getUserInfo().split(":");
    String word = user[0] + ":" + (password == null ? user[1] : password);
    String basic = Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8));
    try (var socket = new Socket("127.0.0.1", address.getPort())) {
      socket.setSoTimeout(5_000);
      String head =
          first + " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic " + basic + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[4096];
      int n = socket.getInputStream().read(answer);
      String said = new String(answer, 0, n, StandardCharsets.US_ASCII);
      if (said.startsWith("HTTP/1.1 200")) {
        socket
            .getOutputStream()
            .write(
                "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        said += new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      }
      return said;
    }
  }

  @Test
  void leadsToTheHostsOfTheBoundary() throws IOException {
    try (var way = way("localhost:" + port())) {
      assertThat(say(way, "CONNECT localhost:" + port(), null)).contains("200 Conn", "hello");
      assertThat(refused).isEmpty();
    }
  }

  @Test
  void leadsNowhereElse() throws IOException {
    try (var way = way("*.example.com", "localhost:1")) {
      assertThat(say(way, "CONNECT localhost:" + port(), null)).startsWith("HTTP/1.1 403");
      assertThat(say(way, "CONNECT badexample.com:443", null)).startsWith("HTTP/1.1 403");
      assertThat(say(way, "CONNECT http://x", null)).startsWith("HTTP/1.1 403");
      assertThat(say(way, "GET http://localhost:" + port() + "/", null)).contains("405");
    }
    assertThat(refused).hasSize(4).contains("localhost:" + port(), "badexample.com:443");
  }

  @Test
  void asksTheGuardOfAddressesToo() throws IOException {
    try (var way = way("127.0.0.1:" + port())) {
      assertThat(say(way, "CONNECT 127.0.0.1:" + port(), null)).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void knowsEachRunByItsPasswordAsLongAsItLasts() throws IOException {
    EgressProxy.Way ended;
    try (var way = way("localhost:" + port())) {
      ended = way;
      assertThat(say(way, "CONNECT localhost:" + port(), "guessed")).startsWith("HTTP/1.1 407");
    }
    assertThat(say(ended, "CONNECT localhost:" + port(), null)).startsWith("HTTP/1.1 407");
  }

  @Test
  void aStarStandsForWhatIsBelowAndNotForTheNameItself() {
    URI below = URI.create("https://sqs.eu-west-1.amazonaws.com:443");
    assertThat(EgressProxy.fits("*.amazonaws.com", below)).isTrue();
    assertThat(EgressProxy.fits("*.amazonaws.com", URI.create("https://amazonaws.com:443")))
        .isFalse();
    assertThat(EgressProxy.fits("*.amazonaws.com", URI.create("https://x.amazonaws.com:22")))
        .isFalse();
  }
}
