package dev.hexad.finops.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * Makes forecasts of parts add up to that of the whole. Each gives way by its expected squared
 * error (Wickramasuriya, Athanasopoulos and Hyndman, Optimal forecast reconciliation, 2019, with a
 * diagonal covariance), so that sure forecasts move least.
 *
 * @param whole one value per step
 * @param parts in the order given
 */
public record Reconciliation(double[] whole, List<double[]> parts) {
  public Reconciliation {
    parts = List.copyOf(parts);
  }

  /** Reconciles the middles of forecasts over the same steps. */
  public static Reconciliation of(Forecast whole, List<Forecast> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a whole needs parts");
    }
    int horizon = whole.point().length;
    if (parts.stream().anyMatch(part -> part.point().length != horizon)) {
      throw new IllegalArgumentException("all forecasts need " + horizon + " steps");
    }
    double[] total = new double[horizon];
    List<double[]> out = parts.stream().map(part -> new double[horizon]).toList();
    for (int i = 0; i < horizon; i++) {
      int step = i;
      double[] values = parts.stream().mapToDouble(part -> part.point()[step]).toArray();
      double[] squares = parts.stream().mapToDouble(part -> square(part, step)).toArray();
      double[] shared = share(whole.point()[i], square(whole, i), values, squares);
      for (int p = 0; p < shared.length; p++) {
        out.get(p)[i] = shared[p];
        total[i] += shared[p];
      }
    }
    return new Reconciliation(total, out);
  }

  /**
   * Makes parts add up to a whole that is known already.
   *
   * @param whole one value per step, not changed
   */
  public static Reconciliation toward(double[] whole, List<Forecast> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a whole needs parts");
    }
    List<double[]> out = parts.stream().map(part -> new double[whole.length]).toList();
    for (int i = 0; i < whole.length; i++) {
      int step = i;
      double[] values = parts.stream().mapToDouble(part -> part.point()[step]).toArray();
      double[] squares = parts.stream().mapToDouble(part -> square(part, step)).toArray();
      double[] shared = share(whole[i], 0, values, squares);
      double sum = Arrays.stream(shared).sum();
      // Parts that may not become negative leave a rest, which all of them bear by their size.
      double scale = sum > 0 && whole[i] >= 0 ? whole[i] / sum : 1;
      for (int p = 0; p < shared.length; p++) {
        out.get(p)[i] = shared[p] * scale;
      }
    }
    return new Reconciliation(whole.clone(), out);
  }

  private static double square(Forecast forecast, int step) {
    Forecast.Interval widest = forecast.intervals().getLast();
    double width = widest.high()[step] - widest.low()[step];
    return width * width;
  }

  /** A part that was not negative does not become so. */
  private static double[] share(double whole, double square, double[] parts, double[] squares) {
    double all = square + Arrays.stream(squares).sum();
    if (all <= 0) {
      return parts;
    }
    double gap = whole - Arrays.stream(parts).sum();
    double[] out = new double[parts.length];
    for (int p = 0; p < parts.length; p++) {
      double moved = parts[p] + gap * squares[p] / all;
      out[p] = parts[p] >= 0 ? Math.max(0, moved) : moved;
    }
    return out;
  }
}
