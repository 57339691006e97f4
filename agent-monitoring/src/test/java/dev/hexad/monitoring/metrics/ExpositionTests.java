package dev.hexad.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTests {
  @Test
  void readsSamplesAndPassesCommentsOver() {
    String text =
        """
        # HELP http_requests_total Requests.
        # TYPE http_requests_total counter
        http_requests_total{method="get",code="200"} 1027 1395066363000

        up 1
        tabs\t2
          spaced  {a="b"}  3e2
        """;
    assertThat(Exposition.parse(text))
        .containsExactly(
            new Sample("http_requests_total", Map.of("method", "get", "code", "200"), 1027),
            new Sample("up", Map.of(), 1),
            new Sample("tabs", Map.of(), 2),
            new Sample("spaced", Map.of("a", "b"), 300));
  }

  @Test
  void readsEscapesInLabels() {
    String line = "x{path=\"C:\\\\DIR\",text=\"a \\\"b\\\"\\n}, c=1\",} 1";
    assertThat(Exposition.parse(line))
        .containsExactly(new Sample("x", Map.of("path", "C:\\DIR", "text", "a \"b\"\n}, c=1"), 1));
  }

  @Test
  void readsNumbersThatAreNone() {
    assertThat(Exposition.parse("a NaN\nb +Inf\nc -Inf\nd Inf"))
        .extracting(Sample::value)
        .containsExactly(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "only_a_name",
        "x{a=\"b\"}",
        "x{a=\"b",
        "x{a=b} 1",
        "x{a=1,b=\"2\"} 3",
        "x{a} 1",
        "x{ 1",
        "x y",
        "{} 1",
        "\"{a=",
        "<html>{\"a\": 1}</html>"
      })
  void aMalformedLineDoesNotSpoilTheOthers(String line) {
    var samples =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> Exposition.parse("good 1\n" + line + "\nalso_good 2\n"));
    assertThat(samples)
        .containsExactly(new Sample("good", Map.of(), 1), new Sample("also_good", Map.of(), 2));
  }
}
