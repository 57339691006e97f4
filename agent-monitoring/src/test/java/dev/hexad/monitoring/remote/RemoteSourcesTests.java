package dev.hexad.monitoring.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.monitoring.settings.Source;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.monitoring.source.SourceSecrets;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Answers as the providers publish them. */
class RemoteSourcesTests {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "";
  private volatile String asked = "";
  private volatile String sent = "";
  private volatile String key = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked = exchange.getRequestURI().toString();
          sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          key = String.valueOf(exchange.getRequestHeaders().getFirst("DD-APPLICATION-KEY"));
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

  @Test
  void datadogSeriesAreAddedUpAndGapsLeftOut() throws Exception {
    answer =
        """
        {"status":"ok","res_type":"time_series","series":[
          {"metric":"a","pointlist":[[1777629540000.0,1.5],[1777629600000.0,null]]},
          {"metric":"a","pointlist":[[1777629540000.0,2.5]]}]}
        """;
    MetricSource datadog = open(new DatadogSources(http(), CLOCK), Source.Kind.DATADOG);
    assertThat(datadog.read("avg:a{*}"))
        .contains(new MetricSource.Point(Instant.ofEpochMilli(1777629540000L), 4));
    assertThat(asked).startsWith("/api/v1/query?from=1777629300&to=1777629600&query=avg%3Aa");
    assertThat(key).isEqualTo("value-of-application");
    answer = "{\"status\":\"error\",\"error\":\"no such metric\"}";
    assertThatThrownBy(() -> datadog.read("x")).hasMessageContaining("no such metric");
    status = 403;
    assertThatThrownBy(() -> datadog.read("x")).isInstanceOf(IOException.class);
  }

  @Test
  void grafanaAsksTheDataSourceByItsUid() throws Exception {
    answer =
        """
        {"results":{"A":{"status":200,"frames":[{"schema":{"fields":[{"name":"Time","type":"time"},
          {"name":"Value","type":"number"}]},"data":{"values":[[1777629540000,1777629570000],
          [3,5]]}}]}}}
        """;
    MetricSource grafana = open(new GrafanaSources(http(), CLOCK), Source.Kind.GRAFANA);
    assertThat(grafana.history("up", NOW.minusSeconds(60), NOW, Duration.ofSeconds(30)))
        .extracting(MetricSource.Point::value)
        .containsExactly(3.0, 5.0);
    JsonNode query = Json.mapper().readTree(sent).path("queries").path(0);
    assertThat(query.at("/datasource/uid").asString()).isEqualTo("uid-1");
    assertThat(query.path("expr").asString()).isEqualTo("up");
    answer = "{\"results\":{\"A\":{\"status\":400,\"error\":\"parse error\",\"frames\":[]}}}";
    assertThatThrownBy(() -> grafana.read("up(")).hasMessageContaining("parse error");
  }

  @Test
  void anEndpointIsReadByNameAndLabels() throws Exception {
    answer =
        """
        # TYPE jobs gauge
        jobs{queue="a",state="waiting"} 3
        jobs{queue="b",state="waiting"} 4
        jobs{queue="a",state="done"} 100
        up 1
        """;
    MetricSource endpoint = open(new EndpointSources(http(), CLOCK), Source.Kind.OPENMETRICS);
    assertThat(endpoint.read("jobs{state=\"waiting\"}").orElseThrow().value()).isEqualTo(7);
    assertThat(endpoint.read("jobs{queue=\"a\", state=\"done\"}").orElseThrow().value())
        .isEqualTo(100);
    assertThat(endpoint.read("none")).isEmpty();
    assertThat(endpoint.counters("jobs").sum()).isEqualTo(107);
    assertThatThrownBy(() -> endpoint.read("sum(jobs)")).isInstanceOf(HexadException.class);
    assertThatThrownBy(() -> endpoint.read("jobs{queue=~\"a\"}"))
        .hasMessageContaining("name=\"value\"");
  }

  @Test
  void kubernetesIsNarrowedByNamesAndLabels() throws Exception {
    answer =
        """
        {"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": {}, "items": [
          {"metadata": {"name": "web-1"}, "timestamp": "2026-05-01T09:59:40Z", "window": "20s",
           "containers": [{"name": "web", "usage": {"cpu": "250m", "memory": "64Mi"}},
             {"name": "side", "usage": {"cpu": "1", "memory": "1Mi"}}]},
          {"metadata": {"name": "web-2"}, "timestamp": "2026-05-01T09:59:50Z", "window": "20s",
           "containers": [{"name": "web", "usage": {"cpu": "4", "memory": "64Mi"}}]}]}
        """;
    MetricSource cluster = open(new KubernetesSources(http()), Source.Kind.KUBERNETES);
    String query = "pod_cpu{namespace=\"shop\", app.kubernetes.io/name=\"web\", pod=\"web-1\"}";
    assertThat(cluster.read(query))
        .contains(new MetricSource.Point(Instant.parse("2026-05-01T09:59:40Z"), 1.25));
    assertThat(asked)
        .isEqualTo(
            "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods"
                + "?labelSelector=app.kubernetes.io%2Fname%3Dweb");
    assertThat(cluster.read("pod_memory{container=\"web\"}").orElseThrow().value())
        .isEqualTo(128 * 1024 * 1024);
    assertThat(asked).isEqualTo("/apis/metrics.k8s.io/v1beta1/pods");
    answer =
        """
        {"kind": "NodeMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": {}, "items": [
          {"metadata": {"name": "n1"}, "timestamp": "2026-05-01T09:59:40Z", "window": "20s",
           "usage": {"cpu": "1500m", "memory": "2Gi"}}]}
        """;
    assertThat(cluster.read("node_cpu").orElseThrow().value()).isEqualTo(1.5);
    assertThat(cluster.read("node_cpu{node=\"n2\"}")).isEmpty();
    assertThatThrownBy(() -> cluster.counters("node_cpu")).isInstanceOf(HexadException.class);
  }

  @Test
  void anAddressThatMustNotBeCalledIsRefused() {
    var strict = new RemoteHttp(OutboundGuard.allowing(List.of()));
    assertThatThrownBy(() -> open(new EndpointSources(strict, CLOCK), Source.Kind.OPENMETRICS))
        .isInstanceOf(HexadException.class);
  }

  private static RemoteHttp http() {
    return new RemoteHttp(OutboundGuard.allowing(List.of("127.0.0.1")));
  }

  private MetricSource open(SourceAdapter adapter, Source.Kind kind) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return adapter.open(
        new Source("s", kind, url, "api", "application", "uid-1"),
        new SourceSecrets(null) {
          @Override
          public Secret require(String name) {
            return Secret.of("value-of-" + name);
          }

          @Override
          public Secret text(String name) {
            return Secret.of(
                """
                {"apiVersion": "v1", "kind": "Config", "current-context": "c",
                  "clusters": [{"name": "c", "cluster": {"server": "https://elsewhere.example"}}],
                  "users": [{"name": "u", "user": {"token": "t"}}],
                  "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}]}
                """);
          }
        });
  }
}
