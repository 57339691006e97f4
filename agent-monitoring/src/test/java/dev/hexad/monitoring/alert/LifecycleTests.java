package dev.hexad.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.monitoring.alert.Lifecycle.Begin;
import dev.hexad.monitoring.alert.Lifecycle.Open;
import dev.hexad.monitoring.alert.Lifecycle.State;
import dev.hexad.monitoring.alert.Lifecycle.Step;
import dev.hexad.monitoring.settings.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifecycleTests {
  private static final Instant T = Instant.parse("2026-05-01T10:00:00Z");

  @Test
  void firesAtOnceOrWaits() {
    assertThat(Lifecycle.begin(seen(true, 1, 0, 0))).isEqualTo(Begin.FIRE);
    assertThat(Lifecycle.begin(seen(true, 1, 60, 0))).isEqualTo(Begin.PEND);
    assertThat(Lifecycle.begin(seen(false, 0, 0, 0))).isEqualTo(Begin.NOTHING);
  }

  @Test
  void firesWhenItWasBadForLongEnough() {
    Open pending = open(State.PENDING, null, 1);
    assertThat(Lifecycle.next(pending, seen(true, 1, 60, 0), T.plusSeconds(59)))
        .isEqualTo(Step.STAY);
    assertThat(Lifecycle.next(pending, seen(true, 1, 60, 0), T.plusSeconds(60)))
        .isEqualTo(Step.FIRE);
    assertThat(Lifecycle.next(pending, seen(false, 0, 60, 0), T.plusSeconds(30)))
        .isEqualTo(Step.DROP);
  }

  @Test
  void endsWhenItWasGoodForLongEnough() {
    Open firing = open(State.FIRING, null, 1);
    assertThat(Lifecycle.next(firing, seen(false, 0, 0, 0), T.plusSeconds(5)))
        .isEqualTo(Step.RESOLVE);
    assertThat(Lifecycle.next(firing, seen(false, 0, 0, 30), T.plusSeconds(5)))
        .isEqualTo(Step.WAIT);
    Open good = open(State.FIRING, T.plusSeconds(5), 1);
    assertThat(Lifecycle.next(good, seen(false, 0, 0, 30), T.plusSeconds(34))).isEqualTo(Step.WAIT);
    assertThat(Lifecycle.next(good, seen(false, 0, 0, 30), T.plusSeconds(35)))
        .isEqualTo(Step.RESOLVE);
  }

  @Test
  void anAcknowledgedOneFiresAgainWhenItReturnsOrIsWorse() {
    assertThat(Lifecycle.next(open(State.ACKNOWLEDGED, null, 10), seen(true, 14, 0, 0), T))
        .isEqualTo(Step.STAY);
    assertThat(Lifecycle.next(open(State.ACKNOWLEDGED, null, 10), seen(true, 16, 0, 0), T))
        .isEqualTo(Step.REARM);
    assertThat(Lifecycle.next(open(State.ACKNOWLEDGED, T, 10), seen(true, 1, 0, 0), T))
        .isEqualTo(Step.REARM);
  }

  private static Open open(State state, @Nullable Instant goodSince, double worst) {
    return new Open(state, Severity.WARNING, T, goodSince, worst);
  }

  private static Observation seen(boolean bad, double excess, int hold, int keep) {
    var what = Observation.What.standing("r", Severity.WARNING, "title", "text", null, List.of());
    return new Observation(
        "f",
        what,
        Place.NOWHERE,
        bad,
        excess,
        Duration.ofSeconds(hold),
        Duration.ofSeconds(keep),
        null);
  }
}
