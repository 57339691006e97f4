package dev.hexad.iac.cost;

import org.jspecify.annotations.Nullable;

/**
 * What a plan costs more in a month.
 *
 * @param delta decimal, below 0 for less; null when it is not known
 * @param currency ISO 4217, null when the delta is
 * @param notPriced changes that have no price and are in no sum
 * @param summary for people, one fact a line; why the delta is not known where it is not
 */
public record PlanCost(
    @Nullable String delta, @Nullable String currency, int notPriced, String summary) {

  static PlanCost unknown(int changes, String why) {
    return new PlanCost(null, null, changes, "cost not known: " + why);
  }

  /** One line for people. */
  public String line() {
    if (delta == null) {
      return summary;
    }
    String sign = delta.startsWith("-") ? "" : "+";
    String rest = notPriced == 0 ? "" : "; " + notPriced + " without a price";
    return "costs " + sign + delta + " " + currency + " a month" + rest;
  }
}
