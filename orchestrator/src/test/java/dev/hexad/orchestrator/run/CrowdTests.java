package dev.hexad.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTests {
  private final AtomicInteger there = new AtomicInteger();
  private final AtomicInteger counted = new AtomicInteger();
  private final Crowd crowd =
      new Crowd(
          5_000,
          Duration.ofMillis(100),
          Duration.ofMillis(10),
          tenant -> {
            counted.incrementAndGet();
            return there.get();
          });

  @Test
  void letsInNoMoreThanThereIsRoomFor() {
    there.set(4_990);
    long entered = IntStream.range(0, 100).parallel().filter(i -> crowd.enter("acme")).count();
    assertThat(entered).isBetween(10L, 10L * counted.get());
  }

  @Test
  void countsOnceForMany() {
    IntStream.range(0, 1_000).forEach(i -> crowd.enter("acme"));
    assertThat(counted.get()).isLessThan(100);
  }

  @Test
  void noticesThatSomebodyHasLeft() {
    there.set(5_000);
    assertThat(crowd.enter("acme")).isFalse();
    there.set(1);
    long until = System.nanoTime() + 5_000_000_000L;
    boolean entered = false;
    while (!entered && System.nanoTime() < until) {
      entered = crowd.enter("acme");
      Thread.onSpinWait();
    }
    assertThat(entered).isTrue();
  }

  @Test
  void countsEachTenantForItself() {
    there.set(5_000);
    assertThat(crowd.enter("acme")).isFalse();
    there.set(0);
    assertThat(crowd.enter("globex")).isTrue();
  }
}
