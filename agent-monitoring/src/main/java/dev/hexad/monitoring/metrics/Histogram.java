package dev.hexad.monitoring.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Observations in buckets.
 *
 * @param cumulative observations up to each upper bound in seconds; the last bound is infinite;
 *     without any bound nothing was observed
 */
public record Histogram(NavigableMap<Double, Double> cumulative) {
  public static final Histogram NONE = new Histogram(new TreeMap<>());

  public Histogram {
    cumulative = Collections.unmodifiableNavigableMap(new TreeMap<>(cumulative));
  }

  /**
   * From cumulative counts that need not have been read at once: a bucket never holds less than a
   * smaller one.
   */
  static Histogram of(Map<Double, Double> counts) {
    var rising = new TreeMap<Double, Double>();
    double most = 0;
    for (Map.Entry<Double, Double> bucket : new TreeMap<>(counts).entrySet()) {
      most = Math.max(most, bucket.getValue());
      rising.put(bucket.getKey(), most);
    }
    return new Histogram(rising);
  }

  public double count() {
    return cumulative.isEmpty() ? 0 : cumulative.lastEntry().getValue();
  }

  /** Both together, in the buckets that both have. */
  public Histogram plus(Histogram other) {
    if (cumulative.isEmpty() || other.cumulative.isEmpty()) {
      return cumulative.isEmpty() ? other : this;
    }
    var sum = new TreeMap<Double, Double>();
    for (double bound : commonBounds(other)) {
      sum.put(bound, upTo(bound) + other.upTo(bound));
    }
    return new Histogram(sum);
  }

  /** The upper bounds that both have, ascending. */
  public NavigableSet<Double> commonBounds(Histogram other) {
    var bounds = new TreeSet<>(cumulative.keySet());
    bounds.retainAll(other.cumulative.keySet());
    return bounds;
  }

  private double upTo(double bound) {
    return cumulative.getOrDefault(bound, 0.0);
  }

  /** How many observations lie between each of these bounds and the one before. */
  public double[] counts(NavigableSet<Double> bounds) {
    var counts = new double[bounds.size()];
    double before = 0;
    int at = 0;
    for (double bound : bounds) {
      counts[at++] = upTo(bound) - before;
      before = upTo(bound);
    }
    return counts;
  }

  /**
   * The quantile in seconds, interpolated inside its bucket as {@code histogram_quantile} of
   * Prometheus does: the lowest bucket begins at 0, and what lies in the infinite one counts as the
   * largest finite bound. NaN when nothing was observed.
   *
   * @param quantile 0 to 1
   */
  public double quantile(double quantile) {
    if (count() == 0 || cumulative.size() < 2) {
      return Double.NaN;
    }
    double rank = quantile * count();
    double lower = 0;
    double before = 0;
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      double upper = bucket.getKey();
      if (bucket.getValue() >= rank) {
        if (Double.isInfinite(upper)) {
          return lower;
        }
        if (lower == 0 && upper <= 0) {
          return upper;
        }
        double inside = bucket.getValue() - before;
        return inside == 0 ? lower : lower + (upper - lower) * (rank - before) / inside;
      }
      lower = upper;
      before = bucket.getValue();
    }
    return lower;
  }

  /** Whether the quantile lies beyond the largest finite bound, so that it is only known to. */
  public boolean beyond(double quantile) {
    Map.Entry<Double, Double> largest = cumulative.lowerEntry(Double.POSITIVE_INFINITY);
    return largest != null && largest.getValue() < quantile * count();
  }
}
