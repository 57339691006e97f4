package dev.hexad.monitoring.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingTests {
  private static Reading of(String text) {
    return Reading.of(Instant.EPOCH, Exposition.parse(text));
  }

  @Test
  void countsRequestsAndServerErrors() {
    Reading reading =
        of(
            """
            http_requests_total{code="200"} 90
            http_requests_total{code="404"} 5
            http_requests_total{code="500"} 4
            http_requests_total{code="503"} 1
            http_requests_total{code="502"} NaN
            process_open_fds 12
            """);
    assertThat(reading).isEqualTo(new Reading(Instant.EPOCH, 100, 5));
  }

  @Test
  void countsEachRequestOnceWhenTwoLibrariesCountIt() {
    Reading reading =
        of(
            """
            http_request_duration_seconds_count{route="/"} 100
            http_requests_total{status="200"} 90
            http_requests_total{status="500"} 10
            """);
    assertThat(reading).isEqualTo(new Reading(Instant.EPOCH, 100, 10));
  }

  @Test
  void countsRequestsWithoutAStatus() {
    assertThat(of("http_request_duration_seconds_count 7"))
        .isEqualTo(new Reading(Instant.EPOCH, 7, 0));
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
