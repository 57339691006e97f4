package dev.hexad.cd.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.cd.deployment.HealthCheck.Outcome;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckTests {
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int healthyFrom = 1;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/healthz",
        exchange -> {
          exchange.sendResponseHeaders(asked.incrementAndGet() >= healthyFrom ? 204 : 503, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private HealthCheck check(String path, int millis) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new HealthCheck(url, path, Duration.ofMillis(millis));
  }

  @Test
  void asksUntilItIsHealthy() throws Exception {
    healthyFrom = 3;
    assertThat(check("/healthz", 10_000).await(() -> true, () -> false))
        .isEqualTo(new Outcome.Healthy());
    assertThat(asked).hasValue(3);
  }

  @Test
  void saysWhatItGotWhenTimeIsUp() throws Exception {
    healthyFrom = 1000;
    assertThat(check("/healthz", 500).await(() -> true, () -> false))
        .isEqualTo(
            new Outcome.Unhealthy("It was not healthy within 0 s: /healthz gave status 503."));
  }

  @Test
  void endsAtOnceWhenItHasEnded() throws Exception {
    assertThat(check("/healthz", 60_000).await(() -> false, () -> false))
        .isEqualTo(new Outcome.Unhealthy("It ended before it was healthy."));
    assertThat(asked).hasValue(0);
  }

  @Test
  void endsWhenInterrupted() throws Exception {
    healthyFrom = 1000;
    assertThat(check("/healthz", 60_000).await(() -> true, () -> asked.get() > 1))
        .isInstanceOf(Outcome.Unhealthy.class);
  }
}
