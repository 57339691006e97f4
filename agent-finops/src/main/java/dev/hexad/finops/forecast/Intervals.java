package dev.hexad.finops.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Bounds from the errors of back-tests (weighted conformal prediction, Barber et al., Conformal
 * prediction beyond exchangeability, 2023): late back-tests count more. Errors of different steps
 * are brought to one scale by a power of the step.
 */
final class Intervals {
  private static final double[] GROWTHS = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65};
  private static final double USUAL_GROWTH = 0.3;
  private static final double PRIOR = 0.5;
  private static final double DECAY = 0.85;

  /** Back-tests this many times worse than the middle one stay out of the narrow bounds. */
  private static final double WILD = 2;

  /** Few back-tests make wider bounds. */
  private static final double FEW = 0.35;

  /** Chosen on the groups of series named in docs/forecasts.md. */
  private static final double WIDE_80 = 0.99;

  private static final double WIDE_95 = 0.95;

  private final double growth;
  private final List<Size> sizes = new ArrayList<>();
  private double trials;

  /** The size of an error, with its weight among all and among those that are not wild. */
  private record Size(double size, double weight, double ordinary) {}

  /**
   * @param errors of each back-test by step, the latest first
   */
  Intervals(List<double[]> errors) {
    growth = growth(errors);
    double[] roots = errors.stream().mapToDouble(Intervals::root).sorted().toArray();
    double wild = WILD * roots[roots.length / 2];
    double weight = 1;
    for (double[] trial : errors) {
      double ordinary = root(trial) > wild ? 0 : weight;
      for (int i = 0; i < trial.length; i++) {
        sizes.add(new Size(Math.abs(trial[i]) / Math.pow(i + 1, growth), weight, ordinary));
      }
      trials += weight;
      weight *= DECAY;
    }
    sizes.sort(Comparator.comparingDouble(Size::size));
  }

  /** The power of the step under which the errors are most likely, if they are Laplacian. */
  private static double growth(List<double[]> errors) {
    double best = USUAL_GROWTH;
    double least = Double.POSITIVE_INFINITY;
    for (double growth : GROWTHS) {
      double logs = 0;
      double sum = 0;
      double count = 0;
      double weight = 1;
      for (double[] trial : errors) {
        for (int i = 0; i < trial.length; i++) {
          sum += weight * Math.abs(trial[i]) / Math.pow(i + 1, growth);
          logs += weight * growth * Math.log(i + 1);
          count += weight;
        }
        weight *= DECAY;
      }
      double prior = PRIOR * errors.size() * Math.abs(growth - USUAL_GROWTH);
      double cost = count * Math.log(sum + Double.MIN_NORMAL) + logs + prior;
      if (cost < least) {
        least = cost;
        best = growth;
      }
    }
    return best;
  }

  private static double root(double[] trial) {
    double sum = 0;
    for (double error : trial) {
      sum += error * error;
    }
    return Math.sqrt(sum / trial.length);
  }

  /** Half the width at a step counted from 0, on the scale of the errors. */
  double half(int level, int step) {
    boolean narrow = level <= 80;
    double wide = (narrow ? WIDE_80 : WIDE_95) * (1 + FEW / Math.max(1, trials));
    return quantile(level / 100.0, narrow) * wide * Math.pow(step + 1, growth);
  }

  private double quantile(double share, boolean narrow) {
    double all = 0;
    for (Size size : sizes) {
      all += narrow ? size.ordinary() : size.weight();
    }
    double sum = 0;
    for (Size size : sizes) {
      sum += narrow ? size.ordinary() : size.weight();
      if (sum >= share * all) {
        return size.size();
      }
    }
    return sizes.getLast().size();
  }
}
