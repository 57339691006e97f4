package dev.hexad.monitoring.metrics;

import org.jspecify.annotations.Nullable;

/**
 * Traffic of one revision in a span of time. What is not known has a flaw that says why, in words;
 * its numbers say nothing then.
 *
 * @param requests all requests
 * @param errors requests that failed
 * @param latency how long they took
 */
public record Observed(long requests, long errors, Histogram latency, Flaws flaws) {

  /** Why something is not known; each is empty when it is. */
  public record Flaws(String requests, String errors, String latency) {
    public static final Flaws NONE = new Flaws("", "", "");

    /** Nothing is known, for this reason. */
    public static Flaws all(String why) {
      return new Flaws(why, why, why);
    }
  }

  public static final Observed NOTHING = new Observed(0, 0, Histogram.NONE, Flaws.NONE);

  /** A span of which nothing is known. */
  public static Observed unknown(String why) {
    return new Observed(0, 0, Histogram.NONE, Flaws.all(why));
  }

  /** Both spans together; the later one says what is known. */
  public Observed plus(Observed later) {
    return new Observed(
        requests + later.requests, errors + later.errors, latency.plus(later.latency), later.flaws);
  }

  /** Share of failed requests, 0 to 1; 0 without requests. */
  public double errorRatio() {
    return requests == 0 ? 0 : (double) errors / requests;
  }

  /** Latency at a quantile, in milliseconds; null when none was observed. */
  public @Nullable Double latencyMillis(double quantile) {
    double seconds = latency.quantile(quantile);
    return Double.isNaN(seconds) ? null : seconds * 1000;
  }
}
