package dev.hexad.standalone.bench;

import java.util.Collection;
import java.util.Locale;

/**
 * What a measurement gave.
 *
 * @param count how many
 * @param perSecond rate over the whole time
 * @param p50 median in milliseconds; p95, p99 and max likewise
 */
public record Figures(int count, double perSecond, double p50, double p95, double p99, double max) {
  /** Of latencies in nanoseconds that were measured within a time. */
  public static Figures of(Collection<Long> nanos, long wholeNanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Figures(
        sorted.length,
        sorted.length * 1e9 / wholeNanos,
        at(sorted, 0.50),
        at(sorted, 0.95),
        at(sorted, 0.99),
        at(sorted, 1));
  }

  private static double at(long[] sorted, double quantile) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(quantile * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,8d  %,9.1f/s   p50 %7.1f ms   p95 %7.1f ms   p99 %7.1f ms   max %8.1f ms",
        count,
        perSecond,
        p50,
        p95,
        p99,
        max);
  }
}
