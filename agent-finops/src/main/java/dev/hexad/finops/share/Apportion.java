package dev.hexad.finops.share;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** Splits an amount by weights; the pieces add up to it to the last digit. */
public final class Apportion {
  private static final int DIGITS = 10;

  private Apportion() {}

  /**
   * The pieces by key. What rounding leaves goes to the largest weight.
   *
   * @param weights above 0, at least one
   */
  public static Map<String, BigDecimal> of(BigDecimal amount, Map<String, BigDecimal> weights) {
    BigDecimal all = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (weights.values().stream().anyMatch(weight -> weight.signum() <= 0)) {
      throw new IllegalArgumentException("weights must be above 0: " + weights);
    }
    int scale = Math.max(DIGITS, amount.scale());
    Map<String, BigDecimal> pieces = new TreeMap<>();
    BigDecimal left = amount;
    String largest = "";
    for (var weight : weights.entrySet()) {
      BigDecimal piece =
          amount.multiply(weight.getValue()).divide(all, scale, RoundingMode.HALF_EVEN);
      pieces.put(weight.getKey(), piece);
      left = left.subtract(piece);
      if (largest.isEmpty()
          || weight.getValue().compareTo(weights.getOrDefault(largest, BigDecimal.ZERO)) > 0) {
        largest = weight.getKey();
      }
    }
    pieces.merge(largest, left, BigDecimal::add);
    return pieces;
  }
}
