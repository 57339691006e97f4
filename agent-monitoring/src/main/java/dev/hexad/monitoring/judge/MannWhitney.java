package dev.hexad.monitoring.judge;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The Mann-Whitney U test (Mann and Whitney, "On a test of whether one of two random variables is
 * stochastically larger than the other", 1947) on grouped observations: all in one bucket are ties
 * and share their mid-rank. The p-value comes from the normal approximation with the correction for
 * ties (Lehmann, "Nonparametrics", 1975, section 1.2) and for continuity. One-sided: small when the
 * candidate's observations tend to be larger.
 *
 * @param pValue probability of at least such a difference when there is none
 * @param effect probability that an observation of the candidate is larger than one of the
 *     baseline, ties counted half: the common-language effect, A of Vargha and Delaney (2000)
 */
record MannWhitney(double pValue, double effect) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * Compares counts in the same buckets, ascending.
   *
   * @throws IllegalArgumentException when one of them has no observation
   */
  static MannWhitney compare(double[] candidate, double[] baseline) {
    double n = 0;
    double m = 0;
    double u = 0;
    double ties = 0;
    for (int i = 0; i < candidate.length; i++) {
      u += candidate[i] * (m + baseline[i] / 2);
      n += candidate[i];
      m += baseline[i];
      double tied = candidate[i] + baseline[i];
      ties += tied * tied * tied - tied;
    }
    if (n == 0 || m == 0) {
      throw new IllegalArgumentException("both sides need observations");
    }
    double all = n + m;
    double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
    double effect = u / (n * m);
    if (!(variance > 0)) {
      return new MannWhitney(1, effect);
    }
    double z = (u - n * m / 2 - 0.5) / Math.sqrt(variance);
    return new MannWhitney(NORMAL.survivalProbability(z), effect);
  }
}
