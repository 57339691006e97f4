package dev.hexad.monitoring.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.monitoring.metrics.Exposition;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingTests {
  @Test
  void addsUpWhatIsANumber() {
    var snapshot =
        HttpMetrics.of(
            Instant.EPOCH,
            Exposition.parse(
                """
                http_requests_total{code="200"} 95
                http_requests_total{code="500"} 5
                http_requests_total{code="502"} NaN
                """),
            "/metrics");
    assertThat(Reading.of(snapshot)).isEqualTo(new Reading(Instant.EPOCH, 100, 5));
  }

  @Test
  void givesTheTrafficOfASpan() {
    assertThat(new Reading(Instant.EPOCH, 150, 8).since(new Reading(Instant.EPOCH, 100, 5)))
        .isEqualTo(new Reading.Traffic(50, 3));
  }

  @Test
  void startsAtZeroAgainWhenACounterWentDown() {
    assertThat(new Reading(Instant.EPOCH, 20, 6).since(new Reading(Instant.EPOCH, 100, 5)))
        .isEqualTo(new Reading.Traffic(20, 6));
  }

  @Test
  void hasNoRatioWithoutRequests() {
    assertThat(new Reading.Traffic(0, 0).ratio()).isZero();
  }
}
