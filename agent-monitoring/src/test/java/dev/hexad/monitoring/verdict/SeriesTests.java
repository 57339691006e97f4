package dev.hexad.monitoring.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.monitoring.metrics.Histogram;
import dev.hexad.monitoring.metrics.Observed;
import dev.hexad.monitoring.metrics.Observed.Flaws;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeriesTests {
  private static Observed seen(long requests) {
    return new Observed(requests, 1, Histogram.NONE, Flaws.NONE);
  }

  @Test
  void keepsALookPerPoint() {
    var series = new Series(30);
    series.add(Instant.EPOCH, seen(7), null);
    series.add(Instant.EPOCH.plusSeconds(1), seen(3), seen(5));
    assertThat(series.points())
        .containsExactly(
            new Series.Point(Instant.EPOCH, new Series.Side(7, 1, null), null),
            new Series.Point(
                Instant.EPOCH.plusSeconds(1),
                new Series.Side(3, 1, null),
                new Series.Side(5, 1, null)));
  }

  @Test
  void staysBoundedAndLosesNothing() {
    var series = new Series(1000);
    for (int i = 0; i < 1000; i++) {
      series.add(Instant.EPOCH.plusSeconds(i), seen(2), i % 2 == 0 ? seen(1) : null);
    }
    assertThat(series.points()).hasSizeBetween(100, Series.POINTS + 1);
    assertThat(series.points().stream().mapToLong(p -> p.candidate().requests()).sum())
        .isEqualTo(2000);
    assertThat(series.points().getLast().at()).isEqualTo(Instant.EPOCH.plusSeconds(999));
  }

  @Test
  void showsThePointThatIsNotFullYet() {
    var series = new Series(10_000);
    series.add(Instant.EPOCH, seen(2), null);
    assertThat(series.points()).hasSize(1);
  }

  @Test
  void aWatchThatIsNotSeenForLongHasLostItsAgent() {
    Instant seen = Instant.EPOCH;
    assertThat(Watches.state("RUNNING", seen, seen.plus(Duration.ofSeconds(59))))
        .isEqualTo(Watches.State.RUNNING);
    assertThat(Watches.state("RUNNING", seen, seen.plus(Duration.ofSeconds(61))))
        .isEqualTo(Watches.State.INTERRUPTED);
    assertThat(Watches.state("GIVEN", seen, seen.plus(Duration.ofDays(1))))
        .isEqualTo(Watches.State.GIVEN);
  }
}
