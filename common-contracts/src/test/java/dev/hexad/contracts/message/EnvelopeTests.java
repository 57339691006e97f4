package dev.hexad.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hexad.contracts.event.AgentLost;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnvelopeTests {
  private static final UUID ID = Ids.next();

  private static Envelope envelope(String type, Object data) {
    return new Envelope(
        "1.0",
        ID,
        "/agents/ci",
        type,
        "ci",
        Instant.EPOCH,
        "application/json",
        "default",
        ID,
        null,
        null,
        Json.tree(data));
  }

  @Test
  void survivesTheWire() {
    Envelope sent = envelope("dev.hexad.agent.lost.v1", new AgentLost("ci", ID));
    assertThat(Json.read(Json.write(sent), Envelope.class)).isEqualTo(sent);
  }

  @Test
  void readsTheEventInside() {
    var event = new AgentLost("ci", ID);
    assertThat(Messages.readEvent(envelope("dev.hexad.agent.lost.v1", event)))
        .isEqualTo(new Messages.Reading.Known(event));
  }

  @Test
  void tellsAnUnknownVersionFromAMalformedPayload() {
    assertThat(Messages.readEvent(envelope("dev.hexad.agent.lost.v99", new AgentLost("ci", ID))))
        .isInstanceOf(Messages.Reading.UnknownType.class);
    assertThat(
            Messages.readEvent(envelope("dev.hexad.agent.lost.v1", java.util.Map.of("agentId", 1))))
        .isInstanceOf(Messages.Reading.Malformed.class);
  }

  @Test
  void refusesAnotherSpecVersion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Envelope(
                "0.3",
                ID,
                "/a",
                "t",
                "s",
                Instant.EPOCH,
                "application/json",
                "default",
                ID,
                null,
                null,
                Json.tree("x")))
        .withMessageContaining("specversion");
  }

  @Test
  void secretsNeverShow() {
    Secret secret = Secret.of("canary-value");
    assertThat(secret).hasToString("***");
    assertThat(Json.write(secret)).isEqualTo("\"***\"");
    assertThat(secret.matches("canary-value")).isTrue();
    assertThat(secret.matches("other")).isFalse();
  }

  @Test
  void derivedIdsDependOnEveryPartAndItsPlace() {
    assertThat(Ids.derived("a", "b")).isEqualTo(Ids.derived("a", "b"));
    assertThat(Ids.derived("a", "b")).isNotEqualTo(Ids.derived("ab"));
    assertThat(Ids.next().version()).isEqualTo(7);
  }
}
