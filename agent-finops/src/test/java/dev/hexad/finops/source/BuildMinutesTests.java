package dev.hexad.finops.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.finops.settings.BillSource;
import org.junit.jupiter.api.Test;

class BuildMinutesTests {
  private static BillSource priced(String price, String currency) {
    return new BillSource(
        "ci",
        BillSource.Kind.CI_MINUTES,
        null,
        null,
        null,
        null,
        1,
        2,
        price,
        currency,
        null,
        null);
  }

  @Test
  void needsAPrice() {
    priced("0.008", "USD");
    for (String price : new String[] {null, "", "0", "-1", "cheap"}) {
      assertThatThrownBy(() -> priced(price, "USD"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'ci' needs a price");
    }
    assertThatThrownBy(() -> priced("1", "money")).hasMessageContaining("'ci' needs a price");
  }
}
