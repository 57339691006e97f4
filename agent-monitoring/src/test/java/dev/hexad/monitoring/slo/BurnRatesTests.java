package dev.hexad.monitoring.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hexad.monitoring.settings.Objective;
import dev.hexad.monitoring.settings.Severity;
import dev.hexad.monitoring.slo.BurnRates.Counts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BurnRatesTests {
  private static final Objective OBJECTIVE =
      new Objective("o", "hello", null, 0.999, 30, null, null, null, 5, null);

  @Test
  void thresholdsAreThoseOfTheWorkbookForThirtyDays() {
    assertThat(BurnRates.ALL.stream().map(w -> w.threshold(30)))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
        .containsExactly(14.4, 6.0, 3.0, 1.0);
  }

  @Test
  void firesOnlyWhenBothWindowsBurn() {
    assertThat(critical(counts(Duration.ofHours(1), 20, 1000, Duration.ofMinutes(5), 2, 100)))
        .isTrue();
    assertThat(critical(counts(Duration.ofHours(1), 20, 1000, Duration.ofMinutes(5), 0, 100)))
        .isFalse();
    assertThat(critical(counts(Duration.ofHours(1), 10, 1000, Duration.ofMinutes(5), 2, 100)))
        .isFalse();
  }

  @Test
  void aFewFailuresOfFewRequestsAreNoAlarm() {
    assertThat(critical(counts(Duration.ofHours(1), 1, 2, Duration.ofMinutes(5), 1, 1))).isFalse();
    assertThat(critical(counts(Duration.ofHours(1), 5, 10, Duration.ofMinutes(5), 1, 1))).isTrue();
  }

  @Test
  void tellsWhatIsLeft() {
    assertThat(BurnRates.remaining(0.99, new Counts(5, 1000))).isCloseTo(0.5, within(1e-9));
    assertThat(BurnRates.remaining(0.99, new Counts(20, 1000))).isCloseTo(-1, within(1e-9));
    assertThat(BurnRates.remaining(0.99, Counts.NONE)).isEqualTo(1);
  }

  private static boolean critical(Map<Duration, Counts> counts) {
    return BurnRates.burning(OBJECTIVE, Severity.CRITICAL, counts).isPresent();
  }

  private static Map<Duration, Counts> counts(
      Duration longer, double bad, double total, Duration shorter, double bad2, double total2) {
    var counts = new HashMap<Duration, Counts>();
    counts.put(longer, new Counts(bad, total));
    counts.put(shorter, new Counts(bad2, total2));
    return counts;
  }
}
