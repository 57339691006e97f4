package dev.hexad.finops.forecast;

/** Linear least squares with a ridge, row by row. */
final class Regression {
  private static final double JITTER = 1e-9;
  private static final double LEAST = 1e-300;

  private final int size;
  private final double[][] products;
  private final double[] targets;
  private double total;
  private int rows;

  Regression(int size) {
    this.size = size;
    products = new double[size][size];
    targets = new double[size];
  }

  void add(double[] row, double target) {
    for (int r = 0; r < size; r++) {
      targets[r] += row[r] * target;
      for (int c = 0; c <= r; c++) {
        products[r][c] += row[r] * row[c];
      }
    }
    total += target * target;
    rows++;
  }

  /**
   * Coefficients under a ridge that fits the noise.
   *
   * @param first ridge to estimate the noise with, as a share of the mean square
   * @param strength how much stronger than estimated the final ridge is
   */
  double[] solve(double first, double strength) {
    double trace = 0;
    for (int r = 0; r < size; r++) {
      trace += products[r][r] / size;
    }
    double[] rough = solve(first * trace);
    double norm = 0;
    double rest = total;
    for (int r = 0; r < size; r++) {
      norm += rough[r] * rough[r];
      rest -= rough[r] * targets[r];
    }
    double noise = Math.max(0, rest) / Math.max(1, rows - size);
    return solve(strength * size * noise / Math.max(norm, 1e-6));
  }

  /** By Cholesky decomposition. */
  private double[] solve(double ridge) {
    double[][] a = new double[size][];
    double[] b = targets.clone();
    for (int r = 0; r < size; r++) {
      a[r] = products[r].clone();
      a[r][r] += ridge + JITTER * total + LEAST;
    }
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < j; k++) {
        a[j][j] -= a[j][k] * a[j][k];
      }
      a[j][j] = Math.sqrt(Math.max(a[j][j], LEAST));
      for (int i = j + 1; i < size; i++) {
        for (int k = 0; k < j; k++) {
          a[i][j] -= a[i][k] * a[j][k];
        }
        a[i][j] /= a[j][j];
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= a[i][k] * b[k];
      }
      b[i] /= a[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        b[i] -= a[k][i] * b[k];
      }
      b[i] /= a[i][i];
    }
    return b;
  }
}
