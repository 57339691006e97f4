package dev.hexad.monitoring.judge;

import dev.hexad.contracts.command.VerifyParameters.Criterion;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.metrics.Observed;
import java.util.Locale;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.jspecify.annotations.Nullable;

/**
 * Judges errors: more than those of the baseline by Fisher's exact test, or than the limit allows.
 * The limit is forgiven only to a candidate whose baseline is known to be no better.
 */
final class ErrorJudge {
  static final String NAME = "errors";

  /** Beyond this the exact test adds nothing, and takes long. */
  private static final long MOST_ERRORS = 100_000;

  private static final long LARGEST_TABLE = 1_000_000_000;

  private ErrorJudge() {}

  static Criterion judge(Observed candidate, @Nullable Observed baseline, Limits limits) {
    String unknown = unknown(candidate);
    if (!unknown.isEmpty()) {
      return criterion(Verdict.NOT_ENOUGH_DATA, unknown, null, null, null);
    }
    if (candidate.requests() < limits.needed()) {
      String few = "%d requests seen, %d needed".formatted(candidate.requests(), limits.needed());
      return criterion(Verdict.NOT_ENOUGH_DATA, few, null, null, null);
    }
    if (baseline == null) {
      return byLimit(candidate, limits, describe(candidate));
    }
    String incomparable = incomparable(baseline, limits);
    return incomparable.isEmpty()
        ? byComparison(candidate, baseline, limits)
        : byLimit(
            candidate,
            limits,
            describe(candidate) + "; judged by the limits only, because " + incomparable);
  }

  /** Why nothing can be said of errors; empty when something can. */
  private static String unknown(Observed side) {
    if (!side.flaws().requests().isEmpty()) {
      return "the requests are not known: " + side.flaws().requests();
    }
    if (!side.flaws().errors().isEmpty()) {
      return "the errors are not known: " + side.flaws().errors();
    }
    return side.errors() > side.requests()
        ? "%d errors of %d requests cannot be; look at what is counted"
            .formatted(side.errors(), side.requests())
        : "";
  }

  private static String incomparable(Observed baseline, Limits limits) {
    String unknown = unknown(baseline);
    if (!unknown.isEmpty()) {
      return "of the stable revision " + unknown;
    }
    return baseline.requests() < limits.needed()
        ? "the stable revision had %d requests, %d needed"
            .formatted(baseline.requests(), limits.needed())
        : "";
  }

  private static Criterion byLimit(Observed candidate, Limits limits, String seen) {
    boolean over = candidate.errorRatio() > limits.maxErrorRatio();
    return criterion(
        over ? Verdict.FAIL : Verdict.PASS,
        over ? overLimit(limits) + seen : seen,
        candidate,
        null,
        null);
  }

  private static Criterion byComparison(Observed candidate, Observed baseline, Limits limits) {
    double p = compare(candidate, baseline);
    String seen =
        "%s, against %d of %d (%s), %s"
            .formatted(
                describe(candidate),
                baseline.errors(),
                baseline.requests(),
                percent(baseline.errorRatio()),
                Judge.probability(p));
    boolean over = candidate.errorRatio() > limits.maxErrorRatio();
    boolean worse = candidate.errorRatio() > baseline.errorRatio();
    boolean hopeless = over && candidate.errors() == candidate.requests();
    Verdict verdict = p < Judge.ALPHA || over && worse || hopeless ? Verdict.FAIL : Verdict.PASS;
    String reason =
        p < Judge.ALPHA
            ? "more errors than the stable revision: " + seen
            : verdict == Verdict.FAIL ? overLimit(limits) + seen : seen;
    return criterion(verdict, reason, candidate, baseline, p);
  }

  private static Criterion criterion(
      Verdict verdict,
      String reason,
      @Nullable Observed candidate,
      @Nullable Observed baseline,
      @Nullable Double p) {
    Double value = candidate == null ? null : Double.valueOf(candidate.errorRatio());
    Double other = baseline == null ? null : Double.valueOf(baseline.errorRatio());
    Double effect = value == null || other == null ? null : Double.valueOf(value - other);
    return new Criterion(NAME, verdict, true, reason, value, other, p, effect, "ratio");
  }

  /** Probability of at least this many more errors by chance. */
  static double compare(Observed candidate, Observed baseline) {
    long errors = candidate.errors() + baseline.errors();
    if (errors == 0) {
      return 1;
    }
    double shrink =
        Math.max(
            Math.max(1, errors / (double) MOST_ERRORS),
            (candidate.requests() + baseline.requests()) / (double) LARGEST_TABLE);
    int[][] table = {row(candidate, shrink), row(baseline, shrink)};
    return table[0][0] + table[1][0] == 0
        ? 1
        : FisherExactTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .test(table)
            .getPValue();
  }

  private static int[] row(Observed side, double shrink) {
    return new int[] {
      scaled(side.errors(), shrink), scaled(side.requests() - side.errors(), shrink)
    };
  }

  private static int scaled(long value, double shrink) {
    return (int) Math.round(Math.max(0, value) / shrink);
  }

  private static String overLimit(Limits limits) {
    return "more errors than the limit of " + percent(limits.maxErrorRatio()) + ": ";
  }

  private static String describe(Observed side) {
    return "%d of %d requests failed (%s)"
        .formatted(side.errors(), side.requests(), percent(side.errorRatio()));
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.1f %%", ratio * 100);
  }
}
