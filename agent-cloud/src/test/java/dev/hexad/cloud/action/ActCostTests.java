package dev.hexad.cloud.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cloud.settings.ActionSettings;
import dev.hexad.contracts.message.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActCostTests {
  private static final ActionSettings FIFTY = settings(false);
  private static final ActionSettings KNOWN_ONLY = settings(true);

  private static ActionSettings settings(boolean refuseUnknown) {
    return new ActionSettings(
        true, 10, 25, ActionSettings.Approval.NONE, new Money("50", "EUR"), refuseUnknown, null);
  }

  private static ActCost cost(int unknown, Money... known) {
    return new ActCost(List.of(known), unknown, null);
  }

  @Test
  void addsUp() {
    assertThat(cost(0, new Money("20", "EUR"), new Money("30", "EUR")).check(FIFTY))
        .isEqualTo("has cost 50.00 EUR in 30 days");
    ActCost more = cost(0, new Money("20.01", "EUR"), new Money("30", "EUR"));
    assertThatThrownBy(() -> more.check(FIFTY))
        .hasMessageContaining("50.01 EUR in 30 days, more than 50");
  }

  @Test
  void saysWhatIsNotKnown() {
    assertThat(cost(2, new Money("5", "EUR")).check(FIFTY)).contains("the cost of 2 is unknown");
    assertThat(cost(0, new Money("9000", "USD")).check(FIFTY)).contains("in other currencies");
    assertThat(new ActCost(List.of(), 1, "nobody is there").check(FIFTY))
        .isEqualTo("cost unknown, nobody is there");
  }

  @Test
  void refusesWhatIsNotKnownWhereThatIsWanted() {
    assertThat(cost(0, new Money("5", "EUR")).check(KNOWN_ONLY)).contains("5.00 EUR");
    ActCost unknown = cost(1, new Money("5", "EUR"));
    assertThatThrownBy(() -> unknown.check(KNOWN_ONLY)).hasMessageContaining("refuseUnknownCost");
    ActCost other = cost(0, new Money("5", "USD"));
    assertThatThrownBy(() -> other.check(KNOWN_ONLY)).hasMessageContaining("not known");
  }
}
