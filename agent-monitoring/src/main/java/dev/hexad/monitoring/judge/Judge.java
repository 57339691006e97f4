package dev.hexad.monitoring.judge;

import dev.hexad.monitoring.metrics.Observed;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rule for verdicts. With a baseline, errors are compared by Fisher's exact test and latencies
 * by the Mann-Whitney test, both one-sided; without one, both are held against limits. Too little
 * data is never a pass.
 */
public final class Judge {
  /** A difference less likely by chance than this fails a rollout. */
  static final double ALPHA = 0.01;

  /** While the window is still open, only a difference this clear ends it early. */
  static final double EARLY_ALPHA = 0.0001;

  private Judge() {}

  /**
   * Judges.
   *
   * @param baseline absent when the candidate runs alone
   */
  public static Ruling judge(Observed candidate, @Nullable Observed baseline, Limits limits) {
    return Ruling.of(
        List.of(
            ErrorJudge.judge(candidate, baseline, limits),
            LatencyJudge.judge(candidate, baseline, limits)));
  }

  /** A number as the usual tables show it. */
  static String probability(double p) {
    return p < 0.0001 ? "p < 0.0001" : "p = " + String.format(Locale.ROOT, "%.2g", p);
  }
}
