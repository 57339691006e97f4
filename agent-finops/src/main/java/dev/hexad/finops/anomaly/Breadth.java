package dev.hexad.finops.anomaly;

import java.util.Collection;

/**
 * How far everything strays on a day. On holidays and sales many places move at once; each of them
 * then has to move further before it is an anomaly of its own.
 */
final class Breadth {
  private static final double USUAL = 1.5;
  private static final int FEWEST = 20;

  /** So many places that move are not everything, however small the bill. */
  private static final int FEW = 5;

  private double up = 1;
  private double down = 1;
  private double lastUp = 1;
  private double lastDown = 1;

  void see(Collection<Double> scores) {
    lastUp = up;
    lastDown = down;
    double[] values = scores.stream().mapToDouble(Double::doubleValue).toArray();
    double share = Math.clamp((double) FEW / Math.max(1, values.length), 0.05, 0.25);
    up = values.length > FEWEST ? Math.max(1, Robust.quantile(values, 1 - share) / USUAL) : 1;
    down = values.length > FEWEST ? Math.max(1, -Robust.quantile(values, share) / USUAL) : 1;
  }

  double temper(double score) {
    return score / (score > 0 ? Math.max(up, lastUp) : Math.max(down, lastDown));
  }
}
