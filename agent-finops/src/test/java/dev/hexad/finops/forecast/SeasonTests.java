package dev.hexad.finops.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeasonTests {
  @Test
  void findsTheLongerCycleOfEachPace() {
    assertThat(Season.of("PT1H", 24)).isEqualTo(new Season(24, 168, 0));
    assertThat(Season.of("P7D", 1)).isEqualTo(new Season(1, 52, 0));
    assertThat(Season.of("P1D", 7)).isEqualTo(Season.DAILY);
    assertThat(Season.of("P1M", 12)).isEqualTo(new Season(12, 0, 0));
  }

  @Test
  void usesOnlyCyclesThatTheHistoryCovers() {
    assertThat(new Season(24, 168, 0).within(400)).containsExactly(24);
    assertThat(new Season(24, 168, 0).within(700)).containsExactly(24, 168);
    assertThat(Season.DAILY.within(10)).isEmpty();
  }

  @Test
  void refusesWhatIsNoCycle() {
    assertThatThrownBy(() -> new Season(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Season(24, 12, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
