package dev.hexad.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.monitoring.metrics.Counters.Presence;
import dev.hexad.monitoring.metrics.Snapshot;
import dev.hexad.monitoring.scrape.Watched;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as it is told. */
class PrometheusMetricsTests {
  private static final String EMPTY = vector("");
  private static final Watched REVISION =
      new Watched(
          Ids.next(),
          Ids.next(),
          "shop",
          "production",
          7,
          "canary",
          null,
          null,
          null,
          null,
          null,
          Instant.EPOCH,
          0);

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/prefix/api/v1/query",
        exchange -> {
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          String query =
              URLDecoder.decode(
                  exchange.getRequestURI().getRawQuery().substring("query=".length()),
                  StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
          exchange.sendResponseHeaders(status, 0);
          exchange.getResponseBody().write(answers.getOrDefault(query, EMPTY).getBytes());
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String vector(String result) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + result
        + "]}}";
  }

  private static String series(String labels, String value) {
    return "{\"metric\":{" + labels + "},\"value\":[1.5,\"" + value + "\"]}";
  }

  private Snapshot read(@Nullable String latency) throws Exception {
    var http = new GuardedHttp(OutboundGuard.allowing(List.of("127.0.0.1")));
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/prefix/";
    var queries =
        new VerifyParameters.Prometheus(url, "r{r='$revision'}", "e{r='$role'}", latency, null);
    var client = new PrometheusClient(http, url, Secret.of("canary-token"));
    return new PrometheusMetrics(client, queries, Clock.systemUTC()).read(REVISION);
  }

  @Test
  void readsCountersAndBuckets() throws Exception {
    answers.put("r{r='7'}", vector(series("\"pod\":\"a\"", "90") + "," + series("", "10")));
    answers.put(
        "e{r='canary'}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"4\"]}}");
    answers.put(
        "b",
        vector(
            series("\"le\":\"250\",\"__name__\":\"x_milliseconds_bucket\"", "3")
                + ","
                + series("\"le\":\"+Inf\",\"__name__\":\"x_milliseconds_bucket\"", "5")));
    Snapshot snapshot = read("b");
    assertThat(snapshot.requests().sum()).isEqualTo(100);
    assertThat(snapshot.errors().sum()).isEqualTo(4);
    assertThat(snapshot.latency().groups().values())
        .containsExactly(Map.of(0.25, 3.0, Double.POSITIVE_INFINITY, 5.0));
    assertThat(tokens).containsOnly("Bearer canary-token");
  }

  @Test
  void noSeriesIsNotZero() throws Exception {
    Snapshot nothing = read(null);
    assertThat(nothing.requests().presence()).isEqualTo(Presence.BROKEN);
    assertThat(nothing.errors().presence()).isEqualTo(Presence.BROKEN);
    assertThat(nothing.requests().flaw()).isEqualTo("'r{r='7'}' gives no series");
    answers.put("r{r='7'}", vector(series("", "10")));
    Snapshot noErrors = read(null);
    assertThat(noErrors.errors().presence()).isEqualTo(Presence.ABSENT);
    assertThat(noErrors.errors().flaw()).contains("append 'or vector(0)'");
    assertThat(noErrors.latency().flaw()).isEqualTo("no query of latency is given");
  }

  @Test
  void valuesThatAreNoNumbersAreTold() throws Exception {
    answers.put("r{r='7'}", vector(series("", "NaN")));
    assertThat(read(null).requests().flaw()).startsWith("1 of 1 values are no counts");
  }

  @Test
  void tellsAnErrorInItsWords() {
    status = 422;
    answers.put(
        "e{r='canary'}",
        "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}");
    assertThatThrownBy(() -> read(null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not evaluate 'e{r='canary'}': too many samples");
  }

  @Test
  void aWrongExpressionIsNotTriedAgain() {
    status = 400;
    answers.put(
        "e{r='canary'}",
        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}");
    assertThatThrownBy(() -> read(null))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("parse error");
  }

  @Test
  void nativeHistogramsAreRefusedInWords() {
    answers.put("e{r='canary'}", vector("{\"metric\":{},\"histogram\":[1,{}]}"));
    assertThatThrownBy(() -> read(null)).hasMessageContaining("native histograms");
  }

  @Test
  void somethingElseIsNoPrometheus() {
    status = 401;
    answers.put("e{r='canary'}", "<html>");
    assertThatThrownBy(() -> read(null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("status 401")
        .hasMessageContaining("check tokenSecret")
        .hasMessageNotContaining("canary-token");
  }

  @Test
  void aHugeAnswerIsCutOff() {
    answers.put("e{r='canary'}", " ".repeat(5 * 1024 * 1024));
    assertThatThrownBy(() -> read(null)).hasMessageContaining("more than 4 MiB");
  }

  @Test
  void aRedirectIsCheckedAgain() {
    status = 302;
    assertThatThrownBy(() -> read(null))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("hexad.outbound.allow");
  }

  @Test
  void aServerThatIsAwaySaysNothingOfTheRevision() {
    var http = new GuardedHttp(OutboundGuard.allowing(List.of()));
    var queries = new VerifyParameters.Prometheus("http://x", "r", "e", null, null);
    var metrics =
        new PrometheusMetrics(
            new PrometheusClient(http, "http://x", null), queries, Clock.systemUTC());
    assertThat(metrics.whenSilent()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
  }
}
