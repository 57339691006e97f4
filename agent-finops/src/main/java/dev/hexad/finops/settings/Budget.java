package dev.hexad.finops.settings;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent in each period.
 *
 * @param name unique
 * @param dimension which charges count, for example {@code application}; all when absent
 * @param value of that dimension
 * @param amount decimal string
 * @param currency only charges in it count
 * @param metric which cost
 * @param thresholds percent of the amount at which an event is told, once in each period
 */
public record Budget(
    String name,
    @Nullable String dimension,
    @Nullable String value,
    String amount,
    String currency,
    @Nullable Period period,
    @Nullable Metric metric,
    List<Integer> thresholds) {

  /** How long an amount lasts. */
  public enum Period {
    MONTH,
    QUARTER,
    YEAR
  }

  public Budget {
    thresholds =
        thresholds == null || thresholds.isEmpty()
            ? List.of(80, 100)
            : thresholds.stream().sorted().distinct().toList();
    period = period == null ? Period.MONTH : period;
    metric = metric == null ? Metric.EFFECTIVE : metric;
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("budgets: each needs a name");
    }
    if ((dimension == null) != (value == null)) {
      throw new IllegalArgumentException(
          "budgets: '" + name + "' needs both of dimension and value, or none");
    }
    try {
      currency = Currency.getInstance(currency).getCurrencyCode();
      if (new BigDecimal(amount).signum() <= 0) {
        throw new IllegalArgumentException("not above 0");
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException(
          "budgets: '" + name + "' needs an amount above 0 and an ISO 4217 currency", e);
    }
    if (thresholds.stream().anyMatch(percent -> percent < 1 || percent > 1000)) {
      throw new IllegalArgumentException("budgets: thresholds of '" + name + "' must be 1 to 1000");
    }
  }

  public BigDecimal limit() {
    return new BigDecimal(amount);
  }

  /** The period, never absent. */
  public Period length() {
    return period == null ? Period.MONTH : period;
  }

  /** The metric, never absent. */
  public Metric cost() {
    return metric == null ? Metric.EFFECTIVE : metric;
  }
}
