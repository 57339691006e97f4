package dev.hexad.finops.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionTests {
  @Test
  void learnsNothingFromTwo() {
    assertThat(Correction.of(List.of(2.0, 2.0))).isEqualTo(new Correction(1, null, 2));
  }

  @Test
  void isNotLedAstrayByOne() {
    assertThat(Correction.of(List.of(1.2, 1.25, 40.0, 1.15, 1.2)).factor()).isEqualTo(1.2);
  }

  @Test
  void tellsHowFarOffEachIsByTheOthers() {
    Correction correction = Correction.of(List.of(1.0, 1.0, 2.0));
    assertThat(correction.factor()).isEqualTo(1);
    assertThat(correction.error()).isCloseTo((0.5 + 0.5 + 0.5) / 3, within(1e-9));
  }
}
