package dev.hexad.monitoring.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.monitoring.metrics.Counters.Presence;
import dev.hexad.monitoring.metrics.Exposition;
import dev.hexad.monitoring.metrics.Snapshot;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMetricsTests {
  private static Snapshot of(String text) {
    return HttpMetrics.of(Instant.EPOCH, Exposition.parse(text), "/internal/metrics");
  }

  @Test
  void countsRequestsAndServerErrors() {
    Snapshot snapshot =
        of(
            """
            http_requests_total{code="200"} 90
            http_requests_total{code="404"} 5
            http_requests_total{code="500"} 4
            http_requests_total{code="503"} 1
            process_open_fds 12
            """);
    assertThat(snapshot.requests().sum()).isEqualTo(100);
    assertThat(snapshot.errors().sum()).isEqualTo(5);
    assertThat(snapshot.requests().flaw()).isEmpty();
    assertThat(snapshot.errors().flaw()).isEmpty();
  }

  @Test
  void countsEachRequestOnceWhenTwoLibrariesCountIt() {
    Snapshot snapshot =
        of(
            """
            http_request_duration_seconds_count{route="/"} 100
            http_requests_total{status="200"} 90
            http_requests_total{status="500"} 10
            """);
    assertThat(snapshot.requests().sum()).isEqualTo(100);
    assertThat(snapshot.errors().sum()).isEqualTo(10);
  }

  @Test
  void doesNotTakeACounterWithoutAStatusForOneWithoutErrors() {
    Snapshot snapshot = of("http_request_duration_seconds_count 7");
    assertThat(snapshot.requests().sum()).isEqualTo(7);
    assertThat(snapshot.errors().presence()).isEqualTo(Presence.BROKEN);
    assertThat(snapshot.errors().flaw())
        .startsWith("http_request_duration_seconds_count has none of the labels status, code");
  }

  @Test
  void namesTheCountersThatItLooksFor() {
    Snapshot snapshot = of("up 1");
    assertThat(snapshot.requests().presence()).isEqualTo(Presence.ABSENT);
    assertThat(snapshot.requests().flaw())
        .startsWith("it shows none of the request counters http_requests_total, ");
    assertThat(snapshot.latency().flaw()).startsWith("it shows none of the histograms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "+Inf", "-1"})
  void saysWhichValuesAreNoCounts(String value) {
    Snapshot snapshot =
        of("http_requests_total{code=\"200\"} 7\nhttp_requests_total{code=\"500\"} " + value);
    assertThat(snapshot.requests().presence()).isEqualTo(Presence.BROKEN);
    assertThat(snapshot.requests().flaw())
        .isEqualTo("1 of 2 values are no counts: NaN, infinite or negative");
    assertThat(snapshot.errors().presence()).isEqualTo(Presence.BROKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "http_server_requests_seconds, 0.1",
    "http_request_duration_seconds, 0.1",
    "http_server_request_duration_seconds, 0.1",
    "http_server_duration_milliseconds, 100"
  })
  void readsTheHistogramsOfCommonLibraries(String name, String bound) {
    Snapshot snapshot =
        of(
            """
            %1$s_bucket{uri="/a",le="%2$s"} 3
            %1$s_bucket{uri="/a",le="+Inf"} 4
            """
                .formatted(name, bound));
    assertThat(snapshot.latency().groups())
        .isEqualTo(Map.of(Map.of("uri", "/a"), Map.of(0.1, 3.0, Double.POSITIVE_INFINITY, 4.0)));
  }

  @Test
  void aHistogramWithoutAllItsBucketsIsNone() {
    assertThat(of("http_request_duration_seconds_bucket{le=\"0.1\"} 3").latency().flaw())
        .contains("no bucket up to +Inf");
    assertThat(of("http_request_duration_seconds_bucket{} 3").latency().flaw()).contains("le");
  }

  @Test
  void whatPlatformsAskIsNoTraffic() {
    Snapshot snapshot =
        of(
            """
            http_server_requests_seconds_count{uri="/internal/metrics",status="200"} 100
            http_server_requests_seconds_count{uri="/actuator/health",status="503"} 100
            http_server_requests_seconds_count{uri="/healthz",status="200"} 100
            http_server_requests_seconds_count{uri="/orders",status="200"} 3
            """);
    assertThat(snapshot.requests().sum()).isEqualTo(3);
    assertThat(snapshot.errors().sum()).isZero();
  }
}
