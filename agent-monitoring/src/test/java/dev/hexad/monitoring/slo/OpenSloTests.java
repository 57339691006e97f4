package dev.hexad.monitoring.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.monitoring.settings.Objective;
import org.junit.jupiter.api.Test;

class OpenSloTests {
  private static final String DOCUMENT =
      """
      apiVersion: openslo/v1
      kind: SLO
      metadata: {name: hello-availability}
      spec:
        service: hello
        indicator:
          metadata: {name: hello-requests}
          spec:
            ratioMetric:
              counter: true
              good:
                metricSource:
                  type: Prometheus
                  spec: {query: 'http_requests_total{code!~"5.."}'}
              total:
                metricSource:
                  type: Prometheus
                  metricSourceRef: main
                  spec: {query: http_requests_total}
        timeWindow: [{duration: 4w, isRolling: true}]
        budgetingMethod: Occurrences
        objectives: [{displayName: good, targetPercent: 99.5}]
      """;

  @Test
  void readsARatioOfCounters() {
    Objective read = OpenSlo.convert(DOCUMENT).objectives().getFirst();
    assertThat(read.name()).isEqualTo("hello-availability");
    assertThat(read.application()).isEqualTo("hello");
    assertThat(read.target()).isEqualTo(0.995);
    assertThat(read.windowDays()).isEqualTo(28);
    assertThat(read.source()).isEqualTo("main");
    assertThat(read.bad())
        .isEqualTo("(http_requests_total) - (http_requests_total{code!~\"5..\"})");
  }

  @Test
  void findsAnIndicatorByItsName() {
    String referring =
        """
        kind: SLI
        metadata: {name: requests}
        spec:
          ratioMetric:
            counter: true
            bad: {metricSource: {spec: {query: bad_total}}}
            total: {metricSource: {spec: {query: all_total}}}
        ---
        kind: SLO
        metadata: {name: a}
        spec:
          service: hello
          indicatorRef: requests
          timeWindow: [{duration: 30d}]
          objectives: [{target: 0.9}, {target: 0.99}]
        """;
    OpenSlo.Converted converted = OpenSlo.convert(referring);
    assertThat(converted.objectives()).extracting(Objective::name).containsExactly("a", "a-2");
    assertThat(converted.objectives().getFirst().bad()).isEqualTo("bad_total");
    assertThat(converted.notes()).isEmpty();
  }

  @Test
  void saysWhatItCannotUse() {
    String threshold = DOCUMENT.replace("ratioMetric", "thresholdMetric");
    assertThat(OpenSlo.convert(threshold).notes().getFirst()).contains("only a ratioMetric");
    assertThatThrownBy(() -> OpenSlo.convert("a: [")).isInstanceOf(HexadException.class);
    assertThatThrownBy(() -> OpenSlo.convert("")).hasMessageContaining("no document of kind SLO");
  }
}
