package dev.hexad.monitoring.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hexad.monitoring.detect.Reading;
import dev.hexad.monitoring.detect.Reason;
import dev.hexad.monitoring.settings.Rule;
import dev.hexad.monitoring.settings.Severity;
import dev.hexad.monitoring.settings.SignalQuery.Direction;
import dev.hexad.monitoring.signal.Signal;
import dev.hexad.monitoring.signal.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackTestTests {
  private static final Instant T = Instant.parse("2026-05-01T10:00:00Z");
  private static final Signal SIGNAL =
      new Signal(
          1,
          "a/b/errors",
          "errors",
          null,
          "a",
          "b",
          "%",
          Direction.UP,
          null,
          "",
          10,
          null,
          Map.of());

  @Test
  void firesAfterItsPatienceAndEndsAfterItsRest() {
    var values = values(0, 0, 9, 9, 9, 9, 0, 9, 0, 0, 0);
    var fired = BackTest.run(rule(Rule.Kind.THRESHOLD, 5.0, null, 20, 20), values);
    assertThat(fired).hasSize(1);
    assertThat(fired.getFirst().from()).isEqualTo(T.plusSeconds(40));
    assertThat(fired.getFirst().to()).isEqualTo(T.plusSeconds(100));
    assertThat(fired.getFirst().why()).isEqualTo("9 %, above 5");
  }

  @Test
  void tellsWhatWouldStillFire() {
    var fired = BackTest.run(rule(Rule.Kind.THRESHOLD, null, 5.0, 0, 0), values(9, 9, 1, 1));
    assertThat(fired).hasSize(1);
    assertThat(fired.getFirst().to()).isNull();
  }

  @Test
  void findsGaps() {
    var values = new ArrayList<>(values(1, 1, 1));
    values.add(taken(200, 1));
    var fired = BackTest.run(rule(Rule.Kind.ABSENCE, null, null, 0, 0), values);
    assertThat(fired).hasSize(1);
    assertThat(fired.getFirst().from()).isEqualTo(T.plusSeconds(50));
    assertThat(fired.getFirst().to()).isEqualTo(T.plusSeconds(200));
  }

  @Test
  void aTrendIsNotBentByOneWildValue() {
    var points = new ArrayList<Trend.Point>();
    for (int i = 0; i < 40; i++) {
      points.add(new Trend.Point(T.plusSeconds(i * 60L), i == 20 ? 10_000 : 100 + i));
    }
    assertThat(Trend.ahead(points, Duration.ofMinutes(60))).isCloseTo(199, within(1.0));
    assertThat(Trend.ahead(points.subList(0, 5), Duration.ofMinutes(60))).isNull();
  }

  private static Rule rule(
      Rule.Kind kind, Double above, Double below, int forSeconds, int keepSeconds) {
    return new Rule(
        "r",
        kind,
        "errors",
        null,
        null,
        above,
        below,
        null,
        forSeconds,
        keepSeconds,
        0,
        Severity.WARNING,
        "",
        null);
  }

  private static List<Taken> values(double... values) {
    var taken = new ArrayList<Taken>();
    for (int i = 0; i < values.length; i++) {
      taken.add(taken(i * 10, values[i]));
    }
    return taken;
  }

  private static Taken taken(int seconds, double value) {
    var reading = new Reading(value, value, value, 0, Reason.NONE);
    return new Taken(SIGNAL, T.plusSeconds(seconds), value, reading);
  }
}
