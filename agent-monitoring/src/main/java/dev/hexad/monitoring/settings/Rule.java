package dev.hexad.monitoring.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What raises an alert, for each signal that it fits.
 *
 * @param signal name of the signals; {@code *} at the end stands for the rest
 * @param application only its signals; of all when absent
 * @param environment only its signals; of all when absent
 * @param above bad above this, for thresholds and forecasts
 * @param below bad below this, for thresholds and forecasts
 * @param score bad from this score on, for anomalies; 0.9 when absent
 * @param forSeconds it has to be bad for so long before the alert fires
 * @param keepSeconds it has to be good for so long before the alert is over
 * @param horizonMinutes how far a forecast looks ahead
 * @param summary what to do, or where to read on
 */
public record Rule(
    String name,
    Kind kind,
    String signal,
    @Nullable String application,
    @Nullable String environment,
    @Nullable Double above,
    @Nullable Double below,
    @Nullable Double score,
    @Nullable Integer forSeconds,
    @Nullable Integer keepSeconds,
    @Nullable Integer horizonMinutes,
    @Nullable Severity severity,
    @Nullable String summary,
    @Nullable Boolean enabled) {
  private static final double USUAL_SCORE = 0.9;
  private static final int LONGEST = 7 * 86_400;

  /** What a rule looks at. */
  public enum Kind {
    /** The value is out of bounds. */
    THRESHOLD,
    /** The value is unusual for this series. */
    ANOMALY,
    /** There is no value. */
    ABSENCE,
    /** The value will be out of bounds if it goes on as it did. */
    FORECAST
  }

  public Rule {
    Names.require("the rule", name);
    Objects.requireNonNull(kind, "the rule '" + name + "' has no kind");
    if (signal == null || signal.isBlank()) {
      throw new IllegalArgumentException("the rule '" + name + "' names no signal");
    }
    if ((kind == Kind.THRESHOLD || kind == Kind.FORECAST) && (above == null) == (below == null)) {
      throw new IllegalArgumentException("the rule '" + name + "' needs one of above and below");
    }
    forSeconds = forSeconds == null ? 0 : forSeconds;
    keepSeconds = keepSeconds == null ? 0 : keepSeconds;
    horizonMinutes = horizonMinutes == null ? 0 : horizonMinutes;
    if (forSeconds < 0 || keepSeconds < 0 || forSeconds > LONGEST || keepSeconds > LONGEST) {
      throw new IllegalArgumentException(
          "the rule '" + name + "': forSeconds and keepSeconds must be 0 to 604800");
    }
    score = score == null ? USUAL_SCORE : score;
    if (score <= 0 || score > 1) {
      throw new IllegalArgumentException("the rule '" + name + "': score must be 0 to 1");
    }
    if (kind == Kind.FORECAST && horizonMinutes < 1) {
      throw new IllegalArgumentException("the rule '" + name + "' needs horizonMinutes");
    }
    severity = severity == null ? Severity.WARNING : severity;
    summary = summary == null ? "" : summary;
  }

  /** Whether it looks at such a signal. */
  public boolean fits(String name, @Nullable String ofApplication, @Nullable String ofEnvironment) {
    boolean named =
        signal.endsWith("*")
            ? name.startsWith(signal.substring(0, signal.length() - 1))
            : name.equals(signal);
    return named
        && !Boolean.FALSE.equals(enabled)
        && (application == null || application.equals(ofApplication))
        && (environment == null || environment.equals(ofEnvironment));
  }

  @Override
  public Integer forSeconds() {
    return forSeconds == null ? 0 : forSeconds;
  }

  @Override
  public Integer keepSeconds() {
    return keepSeconds == null ? 0 : keepSeconds;
  }

  @Override
  public Integer horizonMinutes() {
    return horizonMinutes == null ? 0 : horizonMinutes;
  }

  @Override
  public Severity severity() {
    return severity == null ? Severity.WARNING : severity;
  }

  @Override
  public String summary() {
    return summary == null ? "" : summary;
  }
}
