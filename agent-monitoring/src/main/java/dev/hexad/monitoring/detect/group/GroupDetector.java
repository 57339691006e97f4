package dev.hexad.monitoring.detect.group;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores metrics that belong together, such as those of one machine, row by row. Learns what is
 * normal from earlier rows first. The units of the metrics do not matter. Not safe for use by
 * several threads at once.
 */
public final class GroupDetector {
  /** From this score on a row deserves an alert. */
  public static final double ALERT = 0.6225;

  private static final double EVENT = 4.6;
  private static final double MOST_EVENT = 20;
  private static final double MIDDLING_STATE = 3;
  private static final double MOST_OF_EVENT = 15;
  private static final double MOST_OF_STATE = 30;
  private static final double MOST_BLAME = 10;
  private static final double STEP_WEIGHT = 0.5;
  private static final double LEVEL_BLAME = 0.5;
  private static final int TOP = 3;

  private final List<String> names;
  private final Residuals residuals;
  private final Scales scales;
  private final double[] last;
  private final Rolling level = new Rolling(6);
  private final Rolling fast = new Rolling(3);
  private final Rolling[] levelBlame;
  private final Rolling[] middleBlame;

  private GroupDetector(List<String> names, Residuals residuals, Scales scales, double[] last) {
    this.names = names;
    this.residuals = residuals;
    this.scales = scales;
    this.last = last;
    levelBlame = rolling(6);
    middleBlame = rolling(3);
  }

  private Rolling[] rolling(int length) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Rolling(length))
        .toArray(Rolling[]::new);
  }

  /**
   * Learns from consecutive rows that are mostly normal, with one value per name each; NaN for a
   * value that is missing. The first row observed later is the one after the last of these.
   */
  public static GroupDetector learn(List<String> names, List<double[]> rows) {
    double[] last = new double[names.size()];
    double[][] columns = new double[names.size()][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      fill(rows.get(i), last);
      for (int m = 0; m < last.length; m++) {
        columns[m][i] = last[m];
      }
    }
    var residuals = new Residuals(Season.learn(columns), last.length);
    var scales = new Scales(last.length);
    double[] row = new double[last.length];
    for (int i = 0; i < rows.size(); i++) {
      for (int m = 0; m < row.length; m++) {
        row[m] = columns[m][i];
      }
      scales.widen(row);
      scales.learn(residuals.next(row));
    }
    return new GroupDetector(List.copyOf(names), residuals, scales, last);
  }

  /** A missing value stays what it was. */
  private static void fill(double[] row, double[] last) {
    for (int m = 0; m < last.length; m++) {
      last[m] = Double.isFinite(row[m]) ? row[m] : last[m];
    }
  }

  /** Takes the next values, in the order of the names, and says how unusual they are. */
  public GroupReading observe(double[] values) {
    fill(values, last);
    scales.widen(last);
    double[][] row = residuals.next(last);
    double[] levels = scales.sizes(row, Deviation.LEVEL);
    double[] middles = scales.sizes(row, Deviation.MIDDLE);
    double event =
        energy(levels, MOST_OF_EVENT)
            + (energy(scales.sizes(row, Deviation.SLOW), MOST_OF_EVENT)
                    + energy(middles, MOST_OF_EVENT))
                / 2
            + STEP_WEIGHT * energy(scales.sizes(row, Deviation.STEP), MOST_OF_EVENT);
    double state = state(row);
    double score =
        event >= EVENT ? 0.5 + 0.5 * event / MOST_EVENT : 0.5 * state / (state + MIDDLING_STATE);
    return new GroupReading(score, suspects(row, levels, middles));
  }

  /** How far the group is from normal now, an onset or not. */
  private double state(double[][] row) {
    double lasting = level.add(topEnergy(scales.cautious(row, Deviation.LEVEL)));
    double recent = fast.add(topEnergy(scales.cautious(row, Deviation.FAST)));
    return Math.log1p(Math.expm1(lasting) + Math.expm1(recent));
  }

  /** One metric alone counts no more than {@code most}, however large. */
  private static double energy(double[] sizes, double most) {
    double sum = 0;
    for (double size : sizes) {
      double counted = Math.min(size, most);
      sum += counted * counted;
    }
    return Math.log1p(sum / Math.max(1, sizes.length));
  }

  /** Of the largest alone, so that one deviating metric among many quiet ones is seen. */
  private static double topEnergy(double[] sizes) {
    double[] top = new double[TOP];
    for (double size : sizes) {
      double rest = size;
      for (int i = 0; i < TOP; i++) {
        double larger = Math.max(top[i], rest);
        rest = Math.min(top[i], rest);
        top[i] = larger;
      }
    }
    return energy(top, MOST_OF_STATE);
  }

  /** A metric that is far out in one way is not more suspected than one that is out in all. */
  private static double tamed(double size) {
    return Math.min(size, MOST_BLAME);
  }

  private List<String> suspects(double[][] row, double[] levels, double[] middles) {
    double[] blame = scales.sizes(row, Deviation.FAST);
    for (int m = 0; m < blame.length; m++) {
      blame[m] =
          tamed(blame[m])
              + LEVEL_BLAME * levelBlame[m].add(tamed(levels[m]))
              + middleBlame[m].add(tamed(middles[m]));
    }
    return IntStream.range(0, blame.length)
        .boxed()
        .sorted(Comparator.comparingDouble(m -> -blame[m]))
        .map(names::get)
        .toList();
  }
}
