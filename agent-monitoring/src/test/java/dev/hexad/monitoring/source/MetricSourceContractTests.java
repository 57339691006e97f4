package dev.hexad.monitoring.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.monitoring.settings.Source;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every source of metrics keeps to. */
public abstract class MetricSourceContractTests {
  protected static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  protected static final Instant AT = NOW.minusSeconds(20);
  protected static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String SECRET = "never-to-be-seen";

  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "";

  protected abstract SourceAdapter adapter(OutboundGuard guard);

  /** A query that the source understands. */
  protected abstract String query();

  /** One that it does not understand. */
  protected abstract String wrongQuery();

  /** The label that tells the two series apart. */
  protected abstract String label();

  /** An answer with two series, 3 and 4, both at {@link #AT}. */
  protected abstract String twoSeries();

  /** An answer without any. */
  protected abstract String none();

  /** How the server refuses a query; those that never reach it have none. */
  protected Refusal refusal() {
    return new Refusal(200, none());
  }

  /** An answer with its status. */
  public record Refusal(int status, String text) {}

  /** What the secret of a source holds. */
  protected String secret(String url) {
    return SECRET;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private MetricSource open() {
    return open(OutboundGuard.allowing(List.of("127.0.0.1")));
  }

  private MetricSource open(OutboundGuard guard) {
    SourceAdapter adapter = adapter(guard);
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return adapter.open(
        new Source("source", adapter.kind(), url, "key", "application", "uid-1"),
        new SourceSecrets(null) {
          @Override
          public Secret require(String name) {
            return Secret.of(secret(url));
          }

          @Override
          public Secret text(String name) {
            return Secret.of(secret(url));
          }
        });
  }

  @Test
  void addsUpAllSeries() throws Exception {
    answer = twoSeries();
    MetricSource.Point point = open().read(query()).orElseThrow();
    assertThat(point.value()).isEqualTo(7);
    assertThat(point.at()).isBetween(AT, NOW);
  }

  @Test
  void tellsSeriesApartByTheirLabels() throws Exception {
    answer = twoSeries();
    List<MetricSource.Series> series = open().series(query());
    assertThat(series.stream().mapToDouble(one -> one.newest().value()).sum()).isEqualTo(7);
    assertThat(series).allSatisfy(one -> assertThat(one.newest().at()).isBetween(AT, NOW));
    assertThat(series.stream().map(one -> one.labels().get(label())).distinct())
        .hasSize(2)
        .doesNotContainNull();
    answer = none();
    assertThat(open().series(query())).isEmpty();
  }

  @Test
  void saysWhenThereIsNone() throws Exception {
    answer = none();
    assertThat(open().read(query())).isEmpty();
  }

  @Test
  void tellsTheUserWhatIsWrongWithAQuery() {
    status = refusal().status();
    answer = refusal().text();
    assertThatThrownBy(() -> open().read(wrongQuery())).isInstanceOf(HexadException.class);
  }

  @Test
  void isAwayWhenItsServerFails() {
    answer = "out of order";
    for (int failure : List.of(401, 403, 500, 503)) {
      status = failure;
      assertThatThrownBy(() -> open().read(query()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(String.valueOf(failure))
          .hasMessageNotContaining(SECRET);
    }
  }

  @Test
  void isAwayWhenNobodyAnswers() {
    MetricSource source = open();
    server.stop(0);
    assertThatThrownBy(() -> source.read(query())).isInstanceOf(IOException.class);
  }

  @Test
  void isAwayWhenTheAnswerIsOfNoUse() {
    answer = "<html>Please sign in</html>";
    assertThatThrownBy(() -> open().read(query())).isInstanceOf(IOException.class);
  }

  @Test
  void callsNoAddressThatMustNotBeCalled() {
    assertThatThrownBy(() -> open(OutboundGuard.allowing(List.of())))
        .isInstanceOf(HexadException.class);
  }
}
