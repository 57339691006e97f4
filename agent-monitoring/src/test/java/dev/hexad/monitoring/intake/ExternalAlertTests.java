package dev.hexad.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExternalAlertTests {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  @Test
  void prometheusTellsTheEndByATime() {
    ExternalAlert alert =
        alert(
            """
            {"labels":{"alertname":"Slow","job":"hello"},"startsAt":"2026-05-01T09:00:00Z",
             "endsAt":"2026-05-01T10:04:00Z","generatorURL":"http://p/graph"}
            """);
    assertThat(alert.isResolved(NOW)).isFalse();
    assertThat(alert.expiry()).isEqualTo("2026-05-01T10:04:00Z");
    assertThat(alert.isResolved(NOW.plusSeconds(240))).isTrue();
    assertThat(alert.application()).isEqualTo("hello");
    assertThat(alert.title()).isEqualTo("Slow");
  }

  @Test
  void alertmanagerSaysItsState() {
    ExternalAlert alert =
        alert(
            """
            {"status":"firing","labels":{"alertname":"Slow","service":"x","env":"prod"},
             "annotations":{"summary":"It is slow","description":"p95 is 3 s"},
             "endsAt":"0001-01-01T00:00:00Z"}
            """);
    assertThat(alert.isResolved(NOW)).isFalse();
    assertThat(alert.expiry()).isNull();
    assertThat(alert.title()).isEqualTo("It is slow");
    assertThat(alert.environment()).isEqualTo("prod");
  }

  @Test
  void labelsAloneMakeItTheSame() {
    String one = "{\"labels\":{\"a\":\"1\",\"b\":\"2\"},\"annotations\":{\"x\":\"y\"}}";
    String same = "{\"labels\":{\"b\":\"2\",\"a\":\"1\"}}";
    String other = "{\"labels\":{\"a\":\"1\",\"b\":\"3\"}}";
    assertThat(alert(one).fingerprint()).isEqualTo(alert(same).fingerprint());
    assertThat(alert(one).fingerprint()).isNotEqualTo(alert(other).fingerprint());
  }

  private static ExternalAlert alert(String json) {
    return Json.read(json, ExternalAlert.class);
  }
}
