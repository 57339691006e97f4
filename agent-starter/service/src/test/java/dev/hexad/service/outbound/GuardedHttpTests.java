package dev.hexad.service.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.problem.HexadException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against two real servers on loopback: one that redirects, one that is redirected to. */
class GuardedHttpTests {
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer first;
  private HttpServer second;

  private HttpServer server() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          seen.add(
              exchange.getRequestURI()
                  + " "
                  + headers.getFirst("Authorization")
                  + " "
                  + headers.getFirst("Private-Token")
                  + " "
                  + headers.getFirst("Accept"));
          String query = exchange.getRequestURI().getQuery();
          if (exchange.getRequestURI().getPath().equals("/loop")) {
            query = "/loop";
          }
          if (query != null) {
            exchange.getResponseHeaders().set("Location", query);
            exchange.sendResponseHeaders(302, -1);
          } else if (exchange.getRequestURI().getPath().equals("/slow")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
              over.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          } else {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("0123456789".repeat(1000).getBytes());
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  @BeforeEach
  void start() throws IOException {
    first = server();
    second = server();
  }

  @AfterEach
  void stop() {
    over.countDown();
    first.stop(0);
    second.stop(0);
  }

  private static String base(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static GuardedHttp http(Duration timeout, String... allow) {
    return new GuardedHttp(OutboundGuard.allowing(List.of(allow)), timeout);
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer canary")
        .header("PRIVATE-TOKEN", "canary")
        .header("Accept", "text/plain")
        .build();
  }

  @Test
  void sendsNothingToARefusedAddress() {
    assertThatThrownBy(() -> http(Duration.ofSeconds(5)).send(request(base(first)), 10))
        .isInstanceOf(HexadException.class);
    assertThat(seen).isEmpty();
  }

  @Test
  void followsWithinTheOriginAndKeepsCredentials() throws Exception {
    var answer = http(Duration.ofSeconds(5), "127.0.0.1").send(request(base(first) + "/a?/b"), 99);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(seen)
        .containsExactly(
            "/a?/b Bearer canary canary text/plain", "/b Bearer canary canary text/plain");
  }

  @Test
  void dropsCredentialsAcrossOrigins() throws Exception {
    var answer =
        http(Duration.ofSeconds(5), "127.0.0.1")
            .send(request(base(first) + "/a?" + base(second) + "/b"), 99);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(seen).last().isEqualTo("/b null null text/plain");
  }

  @Test
  void checksEveryRedirect() {
    String host = "127.0.0.1:" + first.getAddress().getPort();
    assertThatThrownBy(() ->
            http(Duration.ofSeconds(5), host)
                .send(request(base(first) + "/a?" + base(second) + "/b"), 99))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("hexad.outbound.allow");
    assertThat(seen).hasSize(1);
  }

  @Test
  void refusesToRedirectForEver() {
    assertThatThrownBy(
            () -> http(Duration.ofSeconds(5), "127.0.0.1").send(request(base(first) + "/loop"), 9))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("redirects more than");
  }

  @Test
  void doesNotFollowForRequestsThatWrite() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(base(first) + "/a?/b"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(http(Duration.ofSeconds(5), "127.0.0.1").send(post, 9).status()).isEqualTo(302);
    assertThat(seen).hasSize(1);
  }

  @Test
  void readsNoMoreThanTheLimit() throws Exception {
    GuardedHttp http = http(Duration.ofSeconds(5), "127.0.0.1");
    var cut = http.send(request(base(first)), 9_999);
    assertThat(cut.content()).hasSize(9_999);
    assertThat(cut.cut()).isTrue();
    assertThat(http.send(request(base(first)), 10_000).cut()).isFalse();
  }

  @Test
  void givesUpOnABodyThatNeverEnds() {
    assertThatThrownBy(
            () -> http(Duration.ofMillis(300), "127.0.0.1").send(request(base(first) + "/slow"), 9))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no whole answer");
  }
}
