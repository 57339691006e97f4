package dev.hexad.monitoring.judge;

import dev.hexad.contracts.command.VerifyParameters.Criterion;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.metrics.Observed;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges latencies: slower than the baseline fails when it is both no chance and more than
 * tolerated, so that many requests do not make a tiny difference fatal; and so does more than the
 * limit at the percentile.
 */
final class LatencyJudge {
  static final String NAME = "latency";

  private final Observed candidate;
  private final @Nullable Observed baseline;
  private final Limits.Latency limits;
  private final long needed;

  private LatencyJudge(Observed candidate, @Nullable Observed baseline, Limits limits) {
    this.candidate = candidate;
    this.baseline = baseline;
    this.limits = limits.latency();
    this.needed = limits.needed();
  }

  static Criterion judge(Observed candidate, @Nullable Observed baseline, Limits limits) {
    return new LatencyJudge(candidate, baseline, limits).judge();
  }

  private Criterion judge() {
    String unknown = unknown(candidate);
    if (!unknown.isEmpty()) {
      return notEnough("latency is not measured: " + unknown);
    }
    Criterion limited = limits.maxMillis() == null ? null : byLimit(limits.maxMillis());
    if (limited != null && limited.verdict() != Verdict.PASS) {
      return limited;
    }
    String incomparable = incomparable();
    if (incomparable.isEmpty() && baseline != null) {
      return byComparison(baseline);
    }
    String alone = "; judged by the limit only, because ";
    return limited != null
        ? criterion(Verdict.PASS, limited.reason() + alone + incomparable, null)
        : notEnough("latency is not compared: " + incomparable + requirement());
  }

  private String requirement() {
    return limits.required() ? "; latency.maxLatencyMillis would be a limit without it" : "";
  }

  /** Why nothing can be said of the latencies of one side; empty when something can. */
  private String unknown(Observed side) {
    if (!side.flaws().latency().isEmpty()) {
      return side.flaws().latency();
    }
    return side.latency().count() < needed
        ? "%d latencies seen, %d needed".formatted(Math.round(side.latency().count()), needed)
        : "";
  }

  private String incomparable() {
    if (baseline == null) {
      return "no stable revision runs beside it";
    }
    String unknown = unknown(baseline);
    if (!unknown.isEmpty()) {
      return "of the stable revision " + unknown;
    }
    return candidate.latency().commonBounds(baseline.latency()).size() < 2
        ? "the two revisions have no buckets in common"
        : "";
  }

  private Criterion byLimit(double maxMillis) {
    double value = candidate.latency().quantile(limits.percentile()) * 1000;
    boolean beyond = candidate.latency().beyond(limits.percentile());
    if (beyond && value < maxMillis) {
      return notEnough(
          "the %s is more than %s, the largest bucket; whether it is below %s cannot be seen"
              .formatted(percentile(), millis(value), millis(maxMillis)));
    }
    boolean over = value > maxMillis || beyond;
    return criterion(
        over ? Verdict.FAIL : Verdict.PASS,
        over
            ? "slower than the limit: %s of %s%s, at most %s"
                .formatted(
                    percentile(), beyond ? "more than " : "", millis(value), millis(maxMillis))
            : "%s of %s, at most %s".formatted(percentile(), millis(value), millis(maxMillis)),
        null);
  }

  private Criterion byComparison(Observed stable) {
    var bounds = candidate.latency().commonBounds(stable.latency());
    MannWhitney test =
        MannWhitney.compare(candidate.latency().counts(bounds), stable.latency().counts(bounds));
    double tolerated = 0.5 + limits.tolerance();
    boolean slower = test.pValue() < Judge.ALPHA && test.effect() > tolerated;
    String seen =
        "%s of %s against %s, slower in %s of pairs, %s"
            .formatted(
                percentile(),
                millis(candidate.latency().quantile(limits.percentile()) * 1000),
                millis(stable.latency().quantile(limits.percentile()) * 1000),
                percent(test.effect()),
                Judge.probability(test.pValue()));
    return criterion(
        slower ? Verdict.FAIL : Verdict.PASS,
        slower
            ? "slower than the stable revision: %s (up to %s tolerated)"
                .formatted(seen, percent(tolerated))
            : seen,
        test);
  }

  private Criterion notEnough(String reason) {
    return criterion(Verdict.NOT_ENOUGH_DATA, reason, null);
  }

  private Criterion criterion(Verdict verdict, String reason, @Nullable MannWhitney test) {
    return new Criterion(
        NAME,
        verdict,
        limits.required(),
        reason,
        candidate.latencyMillis(limits.percentile()),
        test == null || baseline == null ? null : baseline.latencyMillis(limits.percentile()),
        test == null ? null : test.pValue(),
        test == null ? null : test.effect(),
        "ms");
  }

  private String percentile() {
    return "p"
        + String.format(Locale.ROOT, "%.4f", limits.percentile() * 100).replaceFirst("\\.?0+$", "");
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%.0f ms", value);
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", ratio * 100);
  }
}
