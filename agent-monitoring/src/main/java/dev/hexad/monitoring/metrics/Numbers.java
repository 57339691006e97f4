package dev.hexad.monitoring.metrics;

/** Numbers as Prometheus writes them. */
public final class Numbers {
  private Numbers() {}

  /** The number, NaN when the text is none. */
  public static double of(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException e) {
          yield Double.NaN;
        }
      }
    };
  }
}
