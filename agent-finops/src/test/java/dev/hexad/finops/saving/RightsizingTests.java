package dev.hexad.finops.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsizingTests {
  private static MachineUse use(
      String size, int days, double p95, double p99, @Nullable Double memory) {
    return new MachineUse("i-1", size, days, p95, p99, memory);
  }

  @ParameterizedTest
  @CsvSource({
    "m5.2xlarge, 0.25, 0.35, 0.40, m5.xlarge, 0.5",
    "m5.2xlarge, 0.10, 0.15, 0.20, m5.large, 0.75",
    "m5.16xlarge, 0.10, 0.15, 0.20, m5.4xlarge, 0.75",
    "c6i.24xlarge, 0.25, 0.30, 0.30, c6i.12xlarge, 0.5"
  })
  void proposesWhatLeavesRoom(
      String size, double p95, double p99, double memory, String smaller, double share) {
    assertThat(Rightsizing.of(use(size, 14, p95, p99, memory)))
        .hasValueSatisfying(proposal -> {
          assertThat(proposal.size()).isEqualTo(smaller);
          assertThat(proposal.share()).isEqualTo(share);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "m5.2xlarge, 14, 0.31, 0.35, 0.2",
    "m5.2xlarge, 14, 0.10, 0.41, 0.2",
    "m5.2xlarge, 14, 0.05, 0.06, 0.43",
    "m5.2xlarge, 13, 0.05, 0.06, 0.2",
    "m5.large, 14, 0.05, 0.06, 0.2",
    "m5.metal, 14, 0.05, 0.06, 0.2",
    "m5.9xlarge, 14, 0.05, 0.06, 0.2"
  })
  void leavesTheOthersAlone(String size, int days, double p95, double p99, double memory) {
    assertThat(Rightsizing.of(use(size, days, p95, p99, memory))).isEmpty();
  }

  @Test
  void neverGuessesMemory() {
    assertThat(Rightsizing.of(use("m5.2xlarge", 30, 0.05, 0.06, null))).isEmpty();
  }

  @Test
  void proposesToStopWhatIsIdle() {
    assertThat(Rightsizing.of(use("m5.large", 30, 0.01, 0.02, null)))
        .hasValueSatisfying(proposal -> {
          assertThat(proposal.rule()).isEqualTo("IDLE_MACHINE");
          assertThat(proposal.share()).isEqualTo(1);
        });
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> use("m5.large", 30, 0.5, 0.4, null)).hasMessageContaining("i-1");
    assertThatThrownBy(() -> use("m5.large", 30, 0.5, 0.6, 1.5)).hasMessageContaining("memoryMax");
  }
}
