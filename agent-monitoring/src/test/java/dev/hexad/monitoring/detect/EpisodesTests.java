package dev.hexad.monitoring.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EpisodesTests {
  private final Episodes episodes = new Episodes();

  @Test
  void letsTheFirstThroughAndHoldsTheNextBack() {
    quiet(1000);
    assertThat(episodes.observe(3)).isCloseTo(3, within(0.01));
    assertThat(episodes.observe(3.1)).isEqualTo(1);
  }

  @Test
  void letsThroughWhatIsClearlyWorse() {
    quiet(1000);
    episodes.observe(3);
    assertThat(episodes.observe(5)).isGreaterThan(4);
  }

  @Test
  void beginsANewEpisodeLater() {
    quiet(1000);
    episodes.observe(3);
    quiet(200);
    assertThat(episodes.observe(3)).isGreaterThan(2);
  }

  @Test
  void expectsMoreWhereEpisodesAreFrequent() {
    double last = 3;
    for (int i = 0; i < 5; i++) {
      quiet(300);
      double now = episodes.observe(3);
      assertThat(now).isLessThanOrEqualTo(last);
      last = now;
    }
    assertThat(last).isLessThan(2.5);
  }

  @Test
  void runsOnForAMillionRows() {
    for (int round = 0; round < 100; round++) {
      quiet(10_000);
      assertThat(episodes.observe(3)).isGreaterThan(2);
    }
  }

  private void quiet(int rows) {
    for (int i = 0; i < rows; i++) {
      episodes.observe(0);
    }
  }
}
