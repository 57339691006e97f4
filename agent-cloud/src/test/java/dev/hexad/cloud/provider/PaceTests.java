package dev.hexad.cloud.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTests {
  private final AtomicLong now = new AtomicLong();
  private final Pace pace = new Pace(10, now::get);

  @Test
  void letsABurstThroughAndThenKeepsTheRate() {
    for (int i = 0; i < 10; i++) {
      assertThat(pace.reserve()).isZero();
    }
    assertThat(pace.reserve()).isEqualTo(Duration.ofMillis(100));
    assertThat(pace.reserve()).isEqualTo(Duration.ofMillis(200));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(pace.reserve()).isZero();
  }

  @Test
  void slowsDownWhenThrottledAndComesBack() {
    pace.throttled();
    assertThat(pace.rate()).isEqualTo(5);
    assertThat(pace.reserve()).isEqualTo(Duration.ofMillis(200));
    for (int i = 0; i < 60; i++) {
      pace.succeeded();
    }
    assertThat(pace.rate()).isEqualTo(10);
    for (int i = 0; i < 50; i++) {
      pace.throttled();
    }
    assertThat(pace.rate()).isPositive();
  }
}
