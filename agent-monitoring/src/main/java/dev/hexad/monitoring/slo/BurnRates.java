package dev.hexad.monitoring.slo;

import dev.hexad.monitoring.settings.Objective;
import dev.hexad.monitoring.settings.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Multi-window, multi-burn-rate alerts as the SRE workbook has them: the long window says that it
 * matters, the short one that it still goes on. Pure.
 */
final class BurnRates {
  /**
   * A pair of windows.
   *
   * @param share of the budget that may be used up in the long window
   */
  record Windows(Duration longer, Duration shorter, double share, Severity severity) {
    /** How many times as fast as it may the budget is used up at that share. */
    double threshold(int windowDays) {
      double threshold = share * Duration.ofDays(windowDays).toMinutes() / longer.toMinutes();
      // What burns no faster than it may lasts to the end.
      return Math.max(1, threshold);
    }
  }

  static final List<Windows> ALL =
      List.of(
          new Windows(Duration.ofHours(1), Duration.ofMinutes(5), 0.02, Severity.CRITICAL),
          new Windows(Duration.ofHours(6), Duration.ofMinutes(30), 0.05, Severity.CRITICAL),
          new Windows(Duration.ofDays(1), Duration.ofHours(2), 0.10, Severity.WARNING),
          new Windows(Duration.ofDays(3), Duration.ofHours(6), 0.10, Severity.WARNING));

  /** Requests of a window. */
  record Counts(double bad, double total) {
    static final Counts NONE = new Counts(0, 0);

    double ratio() {
      return total <= 0 ? 0 : Math.min(1, bad / total);
    }

    /** How many times as fast as it may the budget is used up; 1 uses up exactly all of it. */
    double burnRate(double target) {
      return ratio() / (1 - target);
    }
  }

  /** A pair of windows in which it burns too fast. */
  record Burning(Windows windows, double rate, Counts counts) {}

  private BurnRates() {}

  /** The first pair of this severity that burns too fast, and not only by a few bad requests. */
  static Optional<Burning> burning(
      Objective objective, Severity severity, Map<Duration, Counts> counts) {
    return ALL.stream()
        .filter(windows -> windows.severity() == severity)
        .filter(windows -> windows.longer().toDays() <= objective.windowDays())
        .map(windows -> {
          Counts longer = counts.getOrDefault(windows.longer(), Counts.NONE);
          return new Burning(windows, longer.burnRate(objective.target()), longer);
        })
        .filter(burning -> {
          double threshold = burning.windows().threshold(objective.windowDays());
          Counts shorter = counts.getOrDefault(burning.windows().shorter(), Counts.NONE);
          return burning.rate() > threshold
              && shorter.burnRate(objective.target()) > threshold
              && burning.counts().bad() >= objective.minBad();
        })
        .findFirst();
  }

  /** Share of the budget that is left over the whole window; below 0 when more than all is used. */
  static double remaining(double target, Counts window) {
    return window.total() <= 0 ? 1 : 1 - window.ratio() / (1 - target);
  }
}
