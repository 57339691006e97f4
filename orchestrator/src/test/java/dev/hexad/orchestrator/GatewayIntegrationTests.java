package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.identity.SignedIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayIntegrationTests {
  private static final CountDownLatch seen = new CountDownLatch(1);
  private static TestOrchestrator orchestrator;
  private static HttpServer agent;

  @BeforeAll
  static void start() throws IOException {
    orchestrator = TestOrchestrator.start();
    agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    agent.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    agent.createContext("/", GatewayIntegrationTests::tellHeaders);
    agent.createContext("/api/v1/ci/busy", GatewayIntegrationTests::busy);
    agent.createContext("/api/v1/ci/stream", GatewayIntegrationTests::stream);
    agent.start();
  }

  @AfterAll
  static void stop() {
    agent.stop(0);
    orchestrator.close();
  }

  @BeforeEach
  void enrol() {
    orchestrator.enrol(
        "ci", "http://127.0.0.1:" + agent.getAddress().getPort(), Json.mapper().createObjectNode());
  }

  private static void tellHeaders(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    String text =
        exchange.getRequestURI()
            + " "
            + headers.getFirst("Authorization")
            + " "
            + headers.containsKey(SignedIdentity.HEADER);
    answer(exchange, 200, text);
  }

  private static void busy(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "7");
    answer(exchange, 429, "later");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Ends only when the reader has seen the first event, or after a minute. */
  private static void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    out.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    try {
      boolean inTime = seen.await(60, TimeUnit.SECONDS);
      out.write(("data: " + inTime + "\n\n").getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  @Test
  void letsAWebhookProveItselfWithItsOwnCredentials() {
    String path = "/webhooks/jenkins/" + UUID.randomUUID();
    var answer =
        orchestrator.send("POST", path, null, "{}", "Authorization", "Bearer jenkins-secret");
    assertThat(answer.text()).isEqualTo("/api/v1/ci" + path + " Bearer jenkins-secret true");
    var basic = orchestrator.send("POST", path, null, "{}", "Authorization", "Basic aTpq");
    assertThat(basic.text()).isEqualTo("/api/v1/ci" + path + " Basic aTpq true");
  }

  @Test
  void keepsTokensOfHexadFromAgents() {
    String hook = "/webhooks/github/" + UUID.randomUUID();
    assertThat(orchestrator.send("POST", hook, TestOrchestrator.ADMIN, "{}").text())
        .isEqualTo("/api/v1/ci" + hook + " null true");
    assertThat(orchestrator.get("/api/v1/ci/anything").text())
        .isEqualTo("/api/v1/ci/anything null true");
  }

  @Test
  void passesOnWhenToTryAgain() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request("/api/v1/ci/busy"), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    }
  }

  @Test
  void showsAnEventBeforeItsStreamEnds() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(request("/api/v1/ci/stream"), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
      try (var reader =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        assertThat(reader.readLine()).isEqualTo("data: first");
        seen.countDown();
        assertThat(reader.lines()).contains("data: true");
      }
    }
  }

  private static HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(orchestrator.url() + path))
        .header("Authorization", "Bearer " + TestOrchestrator.ADMIN)
        .build();
  }
}
