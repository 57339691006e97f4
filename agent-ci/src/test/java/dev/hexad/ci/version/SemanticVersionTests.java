package dev.hexad.ci.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SemanticVersionTests {
  @ParameterizedTest
  @CsvSource({
    "1.2.3, fix: x, 1.2.4",
    "1.2.3, feat: x, 1.3.0",
    "1.2.3, feat(api)!: x, 2.0.0",
    "0.2.3, feat!: x, 0.3.0",
    "1.2.3, whatever, 1.2.4",
    "1.2.3, a featured thing, 1.2.4"
  })
  void followsConventionalCommits(String from, String message, String to) {
    assertThat(SemanticVersion.parse(from).orElseThrow().after(List.of(message))).hasToString(to);
  }

  @ParameterizedTest
  @CsvSource({"v1.2.3, true", "1.2.3, true", "1.2, false", "v1.2.3-rc1, false", "release, false"})
  void knowsVersionTags(String tag, boolean isVersion) {
    assertThat(SemanticVersion.parse(tag).isPresent()).isEqualTo(isVersion);
  }
}
