package dev.hexad.monitoring.suspect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the level of a series changed for the worse, and how clearly. The split that explains the
 * most is taken; its size is measured by how much the values before it scatter, so that a single
 * wild value is no change.
 *
 * @param at the first value of the new level
 * @param size of the shift, in standard deviations of the values before
 */
public record ChangePoint(Instant at, double size) {
  /** Fewer values before tell no level; an alert comes soon, so two after have to do. */
  private static final int FEWEST = 6;

  private static final int FEWEST_AFTER = 2;

  /** The scatter of normal values, by their median absolute deviation. */
  private static final double SIGMA = 1.4826;

  /** Values that hardly move still have some scatter. */
  private static final double LEAST_SCATTER = 0.02;

  /** The clearest change for the worse; empty when there are too few values. */
  public static Optional<ChangePoint> of(Course course) {
    List<Course.Point> points = course.points();
    int n = points.size();
    if (n < FEWEST + FEWEST_AFTER) {
      return Optional.empty();
    }
    double[] values = smooth(points);
    double[] sums = new double[n + 1];
    for (int i = 0; i < n; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    int split = -1;
    double best = 0;
    for (int i = FEWEST; i <= n - FEWEST_AFTER; i++) {
      double before = sums[i] / i;
      double after = (sums[n] - sums[i]) / (n - i);
      boolean worse = after > before ? course.upIsBad() : course.downIsBad();
      double explained = (double) i * (n - i) / n * (after - before) * (after - before);
      if (worse && explained > best) {
        best = explained;
        split = i;
      }
    }
    if (split < 0) {
      return Optional.empty();
    }
    return Optional.of(new ChangePoint(points.get(split).at(), size(points, split)));
  }

  /** Each value is the middle one of three, so that a single wild one makes no level. */
  private static double[] smooth(List<Course.Point> points) {
    int n = points.size();
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      double a = points.get(Math.max(0, i - 1)).value();
      double b = points.get(i).value();
      double c = points.get(Math.min(n - 1, i + 1)).value();
      values[i] = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
    return values;
  }

  private static double size(List<Course.Point> points, int split) {
    double before = median(points.subList(0, split), 0, 0);
    double after = median(points.subList(split, points.size()), 0, 0);
    double scatter = SIGMA * median(points.subList(0, split), before, 1);
    double least = LEAST_SCATTER * Math.abs(before);
    return Math.abs(after - before) / Math.max(Math.max(scatter, least), 1e-9);
  }

  /** The median of the values, or of their distances from a centre. */
  private static double median(List<Course.Point> points, double centre, int distances) {
    double[] values =
        points.stream()
            .mapToDouble(p -> distances == 1 ? Math.abs(p.value() - centre) : p.value())
            .sorted()
            .toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
