package dev.hexad.iac.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTextTests {
  @Test
  void readsTheFactsAndFindsTheSecrets() {
    StateText text = StateText.of(StateTexts.of(7, "small", "canary"));
    assertThat(text.serial()).isEqualTo(7);
    assertThat(text.lineage()).isEqualTo(StateTexts.LINEAGE);
    assertThat(text.terraformVersion()).isEqualTo("1.11.4");
    assertThat(text.resources()).isEqualTo(1);
    String database = "module.db.aws_db_instance.main[\"a\"]";
    assertThat(text.secrets())
        .containsExactlyInAnyOrder(
            new StateSecret("output.pw", "value", "sensitive"),
            new StateSecret(database, "password", "sensitive"),
            new StateSecret(database, "auth.api_token", "name"));
    assertThat(text.toString()).doesNotContain("canary");
  }

  @Test
  void masksWhatMustNotBeShown() {
    StateText.Instance database =
        StateText.instances(StateTexts.of(7, "small", "canary")).getFirst();
    assertThat(StateResource.of(database).attributes())
        .containsEntry("size", "small")
        .containsEntry("password", StateResource.MASKED)
        .containsEntry("auth.api_token", StateResource.MASKED);
  }

  @Test
  void saysThatASecretChangedAndNotWhatItIs() {
    var changes =
        StateChange.between(
            StateTexts.of(7, "small", "canary-1"), StateTexts.of(8, "large", "canary-2"));
    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().attributes())
        .containsExactly(
            new StateChange.Attribute("password", StateResource.MASKED, StateResource.MASKED),
            new StateChange.Attribute("size", "small", "large"));
    assertThat(
            StateChange.between(
                StateTexts.of(7, "small", "same"), StateTexts.of(8, "small", "same")))
        .isEmpty();
  }

  @Test
  void changesTheSerialAndNothingElse() {
    byte[] text = StateTexts.of(7, "small", "canary");
    byte[] again = StateSerial.of(text, 12);
    assertThat(StateText.of(again).serial()).isEqualTo(12);
    assertThat(StateChange.between(text, again)).isEmpty();
    assertThat(StateText.of(again).secrets()).isEqualTo(StateText.of(text).secrets());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"version\": 3, \"serial\": 1, \"lineage\": \"x\"}",
        "{\"version\": 4, \"secret\": \"canary\", }"
      })
  void refusesWhatIsNoStateAndQuotesNothing(String text) {
    assertThatThrownBy(() -> StateText.of(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(HexadException.class)
        .hasMessageNotContaining("canary");
  }
}
