package dev.hexad.monitoring.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Secret;
import dev.hexad.monitoring.settings.Source;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.monitoring.source.SourceSecrets;
import dev.hexad.service.outbound.OutboundGuard;
import dev.hexad.testkit.contract.Contract;
import dev.hexad.testkit.contract.PublishedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What sources are asked, and what they answer here, held to the documents of their servers. */
class PublishedSourceTests {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final RemoteHttp HTTP =
      new RemoteHttp(OutboundGuard.allowing(List.of("127.0.0.1")));

  @Test
  void datadog() throws Exception {
    var contract = new Contract("datadog/v1.openapi.json", null, "", List.of());
    String answer =
        """
        {"status": "ok", "res_type": "time_series", "query": "avg:a{*}", "series": [
          {"metric": "a", "display_name": "a", "scope": "*", "expression": "a{*}", "aggr": "avg",
           "pointlist": [[%d.0, 3.0]]}]}
        """
            .formatted(NOW.toEpochMilli());
    hold(new DatadogSources(HTTP, CLOCK), contract, answer, "avg:a{*}");
  }

  @Test
  void grafana() throws Exception {
    var contract = new Contract("grafana/openapi.json", null, "/api", List.of());
    String answer =
        """
        {"results": {"A": {"status": 200, "frames": [{"schema": {"fields": [
          {"name": "Time", "type": "time"}, {"name": "Value", "type": "number"}]},
          "data": {"values": [[%d], [3]]}}]}}}
        """
            .formatted(NOW.toEpochMilli());
    hold(new GrafanaSources(HTTP, CLOCK), contract, answer, "up");
  }

  @Test
  void kubernetes() throws Exception {
    var contract = new Contract("kubernetes/metrics.k8s.io.json", null, "", List.of());
    String answer =
        """
        {"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": {}, "items": [
          {"metadata": {"name": "web-1", "namespace": "shop"}, "timestamp": "%s", "window": "20s",
           "containers": [{"name": "web", "usage": {"cpu": "3", "memory": "64Mi"}}]}]}
        """
            .formatted(NOW);
    hold(new KubernetesSources(HTTP), contract, answer, "pod_cpu{namespace=\"shop\", app=\"web\"}");
  }

  private static void hold(SourceAdapter adapter, Contract contract, String answer, String query)
      throws Exception {
    try (var server =
        new PublishedServer(contract, call -> new PublishedServer.Answer(200, answer))) {
      MetricSource source =
          adapter.open(
              new Source("s", adapter.kind(), server.url(), "key", "application", "uid-1"),
              secrets(server.url()));
      assertThat(source.read(query).orElseThrow().value()).isEqualTo(3);
      source.history(query, NOW.minusSeconds(600), NOW, Duration.ofSeconds(30));
      assertThat(server.calls).isNotEmpty();
      assertThat(server.violations).isEmpty();
    }
  }

  private static SourceSecrets secrets(String url) {
    return new SourceSecrets(null) {
      @Override
      public Secret require(String name) {
        return Secret.of("token");
      }

      @Override
      public Secret text(String name) {
        return Secret.of(
            """
            {"apiVersion": "v1", "kind": "Config", "current-context": "c",
              "clusters": [{"name": "c", "cluster": {"server": "%s"}}],
              "users": [{"name": "u", "user": {"token": "t"}}],
              "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}]}
            """
                .formatted(url));
      }
    };
  }
}
