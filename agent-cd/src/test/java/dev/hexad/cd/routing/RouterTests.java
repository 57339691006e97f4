package dev.hexad.cd.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouterTests {
  private final Router router = new Router();
  private final List<ServerSocket> servers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    router.destroy();
    for (ServerSocket server : servers) {
      server.close();
    }
  }

  /** Reads to the end of what comes, then answers with its name and what it read. */
  private int backend(String name) throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    servers.add(server);
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
              String read =
                  new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
              socket.getOutputStream().write((name + read).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
              return;
            }
          }
        });
    return server.getLocalPort();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String ask(int port, String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void passesBytesBothWaysAfterTheClientHasEnded() throws Exception {
    int port = freePort();
    router.route(port, List.of(new Router.Backend(backend("a:"), 100)));
    String large = "x".repeat(1_000_000);
    assertThat(ask(port, large)).isEqualTo("a:" + large);
  }

  @Test
  void sharesConnectionsByWeight() throws Exception {
    int port = freePort();
    router.route(
        port, List.of(new Router.Backend(backend("a"), 75), new Router.Backend(backend("b"), 25)));
    int second = 0;
    for (int i = 0; i < 400; i++) {
      second += ask(port, "").equals("b") ? 1 : 0;
    }
    // 25 % of 400 is 100 with a deviation of 8.7; seven deviations on both sides.
    assertThat(second).isBetween(40, 160);
  }

  @Test
  void givesNothingToABackendWithoutWeight() throws Exception {
    int port = freePort();
    router.route(
        port, List.of(new Router.Backend(backend("a"), 100), new Router.Backend(backend("b"), 0)));
    for (int i = 0; i < 50; i++) {
      assertThat(ask(port, "")).isEqualTo("a");
    }
  }

  @Test
  void leavesOpenConnectionsAloneWhenTheBackendsChange() throws Exception {
    int port = freePort();
    try (var old = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      router.route(port, List.of(new Router.Backend(old.getLocalPort(), 100)));
      try (var client = new Socket(InetAddress.getLoopbackAddress(), port);
          Socket served = old.accept()) {
        router.route(port, List.of(new Router.Backend(backend("b"), 100)));
        assertThat(ask(port, "")).isEqualTo("b");
        client.getOutputStream().write('x');
        assertThat(served.getInputStream().read()).isEqualTo('x');
      }
    }
  }

  @Test
  void closesConnectionsWhenNothingIsBehind() throws Exception {
    int port = freePort();
    router.route(port, List.of());
    assertThat(ask(port, "")).isEmpty();
  }

  @Test
  void saysWhenThePortIsTaken() throws Exception {
    int taken = backend("x");
    assertThatThrownBy(() -> router.route(taken, List.of())).isInstanceOf(IOException.class);
  }
}
