package dev.hexad.finops.settings;

import java.util.Locale;

/** Which of the amounts of a charge. */
public enum Metric {
  /** What is on the invoice. */
  BILLED,
  /** With commitments spread over what they were used for. */
  EFFECTIVE,
  /** At list prices. */
  LIST,
  /** At agreed prices, before commitments. */
  CONTRACTED;

  /** Its column in the store. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
