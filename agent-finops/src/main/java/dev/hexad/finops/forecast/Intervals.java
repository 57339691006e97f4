package dev.hexad.finops.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Bounds from the errors of back-tests (split conformal prediction, Vovk et al.). Errors of
 * different steps are brought to one scale by a power of the step; few errors lean on the normal
 * distribution.
 */
final class Intervals {
  private static final double[] GROWTH = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65};
  private static final double wide80 = 1.03;
  private static final double wide95 = 0.98;
  private static final double few = 0.1;
  private static final double outlying = 2;
  private static final double decay = 0.85;
  private static final double prior = 0.5;
  private static final double lean = 0;

  final double growth;
  private final List<double[]> sizes;
  private final double[] all;
  private final double root;
  private final double trials;

  private Intervals(double growth, List<double[]> sizes, double[] all, double root, double trials) {
    this.all = all;
    this.growth = growth;
    this.sizes = sizes;
    this.root = root;
    this.trials = trials;
  }

  /** From the errors of each back-test by step, the latest first. */
  static Intervals of(List<double[]> errors) {
    double best = 0.3;
    double least = Double.POSITIVE_INFINITY;
    for (double growth : GROWTH) {
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
        weight *= decay;
      }
      double cost =
          count * Math.log(sum + 1e-300) + logs + prior * errors.size() * Math.abs(growth - 0.3);
      if (cost < least) {
        least = cost;
        best = growth;
      }
    }
    List<double[]> sizes = new ArrayList<>();
    double weight = 1;
    double squares = 0;
    double all = 0;
    double calm = 0;
    double effective = 0;
    double[] roots = errors.stream().mapToDouble(Intervals::root).sorted().toArray();
    double wild = outlying * roots[roots.length / 2];
    for (double[] trial : errors) {
      double ordinary = root(trial) > wild ? 0 : weight;
      for (int i = 0; i < trial.length; i++) {
        double size = Math.abs(trial[i]) / Math.pow(i + 1, best);
        sizes.add(new double[] {size, weight, ordinary});
        calm += ordinary;
        squares += weight * size * size;
        all += weight;
      }
      effective += weight;
      weight *= decay;
    }
    sizes.sort(Comparator.comparingDouble(size -> size[0]));
    return new Intervals(
        best,
        sizes,
        new double[] {all, calm},
        Math.sqrt(squares / Math.max(all, 1e-300)),
        effective);
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
    double normal = level == 80 ? 1.2816 : 1.96;
    double wide = level == 80 ? wide80 : wide95;
    double empirical = sizes.isEmpty() ? 0 : quantile(level / 100.0, level == 80 ? 1 : 0);
    double scale =
        (lean * normal * root + (1 - lean) * empirical) * wide * (1 + few / Math.max(1, trials));
    return scale * Math.pow(step + 1, growth);
  }

  private double quantile(double share, int which) {
    double sum = 0;
    for (double[] size : sizes) {
      sum += size[1 + which];
      if (sum >= share * all[which]) {
        return size[0];
      }
    }
    return sizes.getLast()[0];
  }
}
