package dev.hexad.monitoring.verdict;

import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.scrape.Reading.Traffic;
import java.util.Locale;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.jspecify.annotations.Nullable;

/**
 * The rule for verdicts, without input or output. With a baseline, errors of both are compared by
 * Fisher's exact test, one-sided; without one, against the limit. Too few requests are never a
 * pass.
 */
final class Judge {
  /** A difference less likely by chance than this fails a rollout. */
  static final double ALPHA = 0.01;

  /** While the window is still open, only a difference this clear ends it early. */
  static final double EARLY_ALPHA = 0.0001;

  /** Beyond this the exact test adds nothing, and its tables grow too large. */
  private static final long LARGEST_TABLE = 100_000;

  private Judge() {}

  /** Limits of a rollout. */
  record Limits(int minRequests, double maxErrorRatio) {}

  /** A verdict with its reason. */
  record Ruling(Verdict verdict, String reason, @Nullable Double pValue) {}

  static Ruling judge(Traffic candidate, @Nullable Traffic baseline, Limits limits) {
    int needed = Math.max(1, limits.minRequests());
    if (candidate.requests() < needed) {
      return new Ruling(
          Verdict.NOT_ENOUGH_DATA,
          "%d requests seen, %d needed".formatted(candidate.requests(), needed),
          null);
    }
    Double pValue =
        baseline == null || baseline.requests() == 0 ? null : compare(candidate, baseline);
    String seen = describe(candidate, baseline, pValue);
    if (pValue != null && pValue < ALPHA) {
      return new Ruling(Verdict.FAIL, "more errors than the stable revision: " + seen, pValue);
    }
    boolean worse = baseline == null || candidate.ratio() > baseline.ratio();
    if (candidate.ratio() > limits.maxErrorRatio() && worse) {
      String limit = percent(limits.maxErrorRatio());
      return new Ruling(
          Verdict.FAIL, "more errors than the limit of " + limit + ": " + seen, pValue);
    }
    return new Ruling(Verdict.PASS, seen, pValue);
  }

  /** Probability of at least this many more errors by chance. */
  static double compare(Traffic candidate, Traffic baseline) {
    double shrink =
        Math.max(1.0, (candidate.requests() + baseline.requests()) / (double) LARGEST_TABLE);
    int[][] table = {
      {
        scaled(candidate.errors(), shrink),
        scaled(candidate.requests() - candidate.errors(), shrink)
      },
      {scaled(baseline.errors(), shrink), scaled(baseline.requests() - baseline.errors(), shrink)}
    };
    if (table[0][0] + table[1][0] == 0) {
      return 1;
    }
    return FisherExactTest.withDefaults()
        .with(AlternativeHypothesis.GREATER_THAN)
        .test(table)
        .getPValue();
  }

  private static int scaled(long value, double shrink) {
    return (int) Math.round(Math.max(0, value) / shrink);
  }

  private static String describe(
      Traffic candidate, @Nullable Traffic baseline, @Nullable Double pValue) {
    String own =
        "%d of %d requests failed (%s)"
            .formatted(candidate.errors(), candidate.requests(), percent(candidate.ratio()));
    if (baseline == null) {
      return own;
    }
    String other =
        ", against %d of %d (%s)"
            .formatted(baseline.errors(), baseline.requests(), percent(baseline.ratio()));
    return own
        + other
        + (pValue == null ? "" : ", p = " + String.format(Locale.ROOT, "%.2g", pValue));
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.1f %%", ratio * 100);
  }
}
