package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;

/**
 * How rare a size is among the sizes seen so far, as the negative decimal logarithm of the tail
 * probability. Up to the quantile {@link #BODY} the probability is counted; beyond it follows a
 * power law with the exponent of Hill (1975), so that sizes never seen before are still ordered,
 * and a series whose outliers are often huge is not alarmed by another one.
 *
 * <p>Counts are kept in logarithmic bins. The bins lie relative to the first size, not to one, so
 * that the unit of a series does not matter.
 */
final class Tail {
  private static final int BINS = 64;
  private static final double BINS_PER_OCTAVE = 4;
  private static final int ANCHOR = 40;
  private static final double BODY = 0.95;
  private static final int WARM_UP = 30;
  private static final int FULL = 30_000;
  private static final double PRIOR_WEIGHT = 20;
  private static final double PRIOR_EXCESS = 1;
  private static final double OCTAVE = Math.log(2) / BINS_PER_OCTAVE;

  static final int BYTES = Double.BYTES + Integer.BYTES + BINS * Short.BYTES;

  /** The lowest bin is for zero and all that is tiny. */
  private final short[] counts = new short[BINS];

  /** Logarithm of the lower edge of bin 1, NaN before the first size. */
  private double origin = Double.NaN;

  private int total;

  /** Rarity of the size among those before it; takes it in afterwards. */
  double observe(double size) {
    double position = position(size);
    double rarity = total < WARM_UP ? 0 : rarity(position);
    add((int) position);
    return rarity;
  }

  private double position(double size) {
    if (!(size > 0)) {
      return 0;
    }
    double log = Math.log(size);
    if (Double.isNaN(origin)) {
      origin = log - (ANCHOR - 0.5) * OCTAVE;
    }
    double position = 1 + (log - origin) / OCTAVE;
    if (position >= BINS) {
      shift((int) position - BINS + 1);
      position = 1 + (log - origin) / OCTAVE;
    }
    return Math.clamp(position, 0, Math.nextDown((double) BINS));
  }

  private double rarity(double position) {
    double edge = edge();
    if (position > edge) {
      double excess = PRIOR_WEIGHT * PRIOR_EXCESS;
      double weight = PRIOR_WEIGHT;
      for (int bin = (int) edge; bin < BINS; bin++) {
        double middle = (Math.max(edge, bin) + bin + 1) / 2;
        double part = bin + 1 - Math.max(edge, bin);
        excess += counts[bin] * part * (middle - edge) * OCTAVE;
        weight += counts[bin] * part;
      }
      return -Math.log10(1 - BODY) + (position - edge) * OCTAVE / (excess / weight) / Math.log(10);
    }
    int bin = (int) position;
    double above = counts[bin] * (bin == 0 ? 1 : bin + 1 - position);
    for (int i = bin + 1; i < BINS; i++) {
      above += counts[i];
    }
    return Math.max(0, -Math.log10((above + 0.5) / (total + 1)));
  }

  /** Position below which the share {@link #BODY} of all sizes lies. */
  private double edge() {
    double left = BODY * total;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0 && counts[bin] >= left) {
        return bin == 0 ? 1 : bin + left / counts[bin];
      }
      left -= counts[bin];
    }
    return BINS;
  }

  private void add(int bin) {
    counts[bin]++;
    total++;
    if (total >= FULL) {
      total = 0;
      for (int i = 0; i < BINS; i++) {
        counts[i] = (short) (counts[i] / 2);
        total += counts[i];
      }
    }
  }

  private void shift(int bins) {
    int lost = Math.min(bins, BINS - 1);
    for (int i = 1; i <= lost; i++) {
      counts[0] += counts[i];
    }
    for (int i = 1; i < BINS; i++) {
      counts[i] = i + bins < BINS ? counts[i + bins] : 0;
    }
    origin += bins * OCTAVE;
  }

  void save(ByteBuffer target) {
    target.putDouble(origin).putInt(total);
    for (short count : counts) {
      target.putShort(count);
    }
  }

  void restore(ByteBuffer source) {
    origin = source.getDouble();
    total = source.getInt();
    for (int i = 0; i < BINS; i++) {
      counts[i] = source.getShort();
    }
  }
}
