package dev.hexad.monitoring.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a series leads to, by the median of the slopes between its values (Theil and Sen): single
 * wild values do not bend it.
 */
final class Trend {
  /** Fewer values tell no trend. */
  private static final int FEWEST = 12;

  /** Slopes grow with the square of the values, so only as many are taken. */
  private static final int MOST = 60;

  record Point(Instant at, double value) {}

  private Trend() {}

  /** The value so long after the last one; null when there are too few. */
  static @Nullable Double ahead(List<Point> all, Duration horizon) {
    if (all.size() < FEWEST) {
      return null;
    }
    List<Point> points = thinned(all);
    Instant begin = points.getFirst().at();
    var slopes = new ArrayList<Double>();
    for (int i = 0; i < points.size(); i++) {
      for (int j = i + 1; j < points.size(); j++) {
        double seconds = seconds(begin, points.get(j).at()) - seconds(begin, points.get(i).at());
        if (seconds > 0) {
          slopes.add((points.get(j).value() - points.get(i).value()) / seconds);
        }
      }
    }
    double slope = median(slopes);
    var levels = new ArrayList<Double>();
    points.forEach(p -> levels.add(p.value() - slope * seconds(begin, p.at())));
    double end = seconds(begin, all.getLast().at()) + horizon.toSeconds();
    return median(levels) + slope * end;
  }

  private static List<Point> thinned(List<Point> all) {
    int step = (all.size() + MOST - 1) / MOST;
    var points = new ArrayList<Point>();
    for (int i = all.size() - 1; i >= 0; i -= step) {
      points.add(all.get(i));
    }
    Collections.reverse(points);
    return points;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private static double median(List<Double> values) {
    if (values.isEmpty()) {
      return 0;
    }
    Collections.sort(values);
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }
}
