package dev.hexad.monitoring.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Scores metrics that belong together, such as those of one machine. */
public final class GroupDetector {
  private final List<String> names;
  private final double[] mean;
  private final double[] deviation;

  private GroupDetector(List<String> names, double[] mean, double[] deviation) {
    this.names = names;
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Learns from rows that are mostly normal, one value per name each. */
  public static GroupDetector learn(List<String> names, List<double[]> rows) {
    double[] mean = new double[names.size()];
    double[] deviation = new double[names.size()];
    for (int m = 0; m < mean.length; m++) {
      for (double[] row : rows) {
        mean[m] += row[m] / rows.size();
      }
      for (double[] row : rows) {
        deviation[m] += (row[m] - mean[m]) * (row[m] - mean[m]) / rows.size();
      }
      deviation[m] = Math.sqrt(deviation[m]) + 0.01;
    }
    return new GroupDetector(List.copyOf(names), mean, deviation);
  }

  /** Takes the next values, in the order of the names, and says how unusual they are. */
  public GroupReading observe(double[] values) {
    double sum = 0;
    double[] part = new double[values.length];
    List<Integer> order = new ArrayList<>();
    for (int m = 0; m < values.length; m++) {
      part[m] = Math.abs(values[m] - mean[m]) / deviation[m];
      sum += Math.min(part[m] * part[m], 100);
      order.add(m);
    }
    order.sort(Comparator.comparingDouble(m -> -part[m]));
    return new GroupReading(sum / (sum + 100), order.stream().map(names::get).toList());
  }
}
