package dev.hexad.monitoring.rule;

import dev.hexad.monitoring.detect.Reading;
import dev.hexad.monitoring.settings.Rule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value breaks a rule. Pure: alerts and back-tests ask the same.
 *
 * @param excess how far out it is; grows as it gets worse
 * @param words for people
 */
record Breach(boolean bad, double excess, String words) {

  /** What is judged: a value, what the detector said of it, and where it leads to. */
  record Input(double value, Reading reading, String unit, @Nullable Double ahead) {}

  static Breach of(Rule rule, Input input) {
    return switch (rule.kind()) {
      case THRESHOLD -> bounds(rule, input.value(), input.unit());
      case ANOMALY -> anomaly(rule, input);
      case FORECAST -> forecast(rule, input);
      case ABSENCE -> new Breach(false, 0, "there are values");
    };
  }

  private static Breach bounds(Rule rule, double value, String unit) {
    Double above = rule.above();
    Double below = rule.below();
    double bound = above != null ? above : below == null ? 0 : below;
    boolean up = above != null;
    boolean bad = up ? value > bound : value < bound;
    double excess = Math.abs(value - bound);
    String side = up == bad ? "above" : "below";
    String words = "%s %s, %s %s".formatted(number(value), unit, side, number(bound));
    return new Breach(bad, bad ? excess : 0, words);
  }

  private static Breach anomaly(Rule rule, Input input) {
    Reading reading = input.reading();
    boolean bad = reading.score() >= (rule.score() == null ? 1 : rule.score());
    String expected =
        Double.isFinite(reading.low())
            ? "expected %s to %s".formatted(number(reading.low()), number(reading.high()))
            : "nothing was expected yet";
    return new Breach(
        bad,
        reading.score(),
        "%s %s, %s, score %.2f, %s"
            .formatted(
                number(input.value()),
                input.unit(),
                expected,
                reading.score(),
                reading.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
  }

  private static Breach forecast(Rule rule, Input input) {
    Double ahead = input.ahead();
    if (ahead == null) {
      return new Breach(false, 0, "too few values for a forecast");
    }
    Breach reached = bounds(rule, ahead, input.unit());
    return new Breach(
        reached.bad(),
        reached.excess(),
        "now %s %s, in %d minutes %s"
            .formatted(
                number(input.value()), input.unit(), rule.horizonMinutes(), reached.words()));
  }

  /** Four significant digits. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
