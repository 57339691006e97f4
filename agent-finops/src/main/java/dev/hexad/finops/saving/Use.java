package dev.hexad.finops.saving;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a resource was charged for in the last 30 days.
 *
 * @param firstDay the first day that it was ever charged for
 * @param charged on how many of the 30 days it was charged for
 */
record Use(
    String resource,
    String provider,
    String account,
    String service,
    String region,
    String application,
    String currency,
    LocalDate firstDay,
    int charged,
    List<Meter> meters) {
  static final int DAYS = 30;

  Use {
    meters = List.copyOf(meters);
  }

  /**
   * One of the things it was charged for.
   *
   * @param what description and meter, as the bill calls them
   * @param quantity 0 where the bill tells none
   */
  record Meter(String what, BigDecimal cost, BigDecimal quantity) {
    boolean says(String... words) {
      String text = what.toLowerCase(Locale.ROOT);
      for (String word : words) {
        if (text.contains(word)) {
          return true;
        }
      }
      return false;
    }
  }

  BigDecimal cost() {
    return cost(meter -> true);
  }

  BigDecimal cost(Predicate<Meter> which) {
    return meters.stream().filter(which).map(Meter::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
