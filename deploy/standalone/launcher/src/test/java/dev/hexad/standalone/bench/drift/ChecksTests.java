package dev.hexad.standalone.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecksTests {
  @Test
  void exactlyWhatWasChangedHasToBeReported() {
    assertThatCode(() -> Checks.require(Set.of("a"), Set.of("a"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Checks.require(Set.of("a", "b"), Set.of("b", "c")))
        .hasMessage("WRONG: changed but not reported: [a]; reported but not changed: [c]");
  }

  @Test
  void medianLiesInTheMiddle() {
    assertThat(Checks.median(new double[] {3, 1, 2})).isEqualTo(2);
    assertThat(Checks.median(new double[] {4, 1, 2, 3})).isEqualTo(2.5);
  }
}
