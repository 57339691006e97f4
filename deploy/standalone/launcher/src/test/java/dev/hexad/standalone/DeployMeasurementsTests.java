package dev.hexad.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.standalone.DeployMeasurements.Part;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeployMeasurementsTests {
  @Test
  void everythingIsMeasuredWhenNothingIsSaid() {
    DeployMeasurements all = of();
    assertThat(all.parts()).containsExactly(Part.values());
    assertThat(all.objects()).isEqualTo(10_000);
  }

  @Test
  void onePartAloneAndSmall() {
    DeployMeasurements drift = of("--only", "drift", "--objects", "1000");
    assertThat(drift.parts()).containsExactly(Part.DRIFT);
    assertThat(drift.objects()).isEqualTo(1_000);
  }

  @Test
  void badValuesAreNamed() {
    assertThatThrownBy(() -> of("--only", "all"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'drift', not 'all'");
    assertThatThrownBy(() -> of("--objects", "5")).hasMessageContaining("between 100 and 100000");
    assertThatThrownBy(() -> of("--only", "board", "--objects", "500"))
        .hasMessageContaining("--objects is for drift");
    assertThatThrownBy(() -> of("--delay", "2000")).hasMessageContaining("at most 100 ");
  }

  private static DeployMeasurements of(String... words) {
    return DeployMeasurements.of(
        Arguments.parse(List.of(words), Set.of("port", "only", "objects", "delay"), Set.of()));
  }
}
