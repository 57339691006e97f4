package dev.hexad.monitoring.suspect;

import java.time.Instant;
import java.util.List;

/**
 * Values of one signal around a time, the oldest first.
 *
 * @param upIsBad whether higher is worse
 * @param downIsBad whether lower is worse
 */
public record Course(String name, boolean upIsBad, boolean downIsBad, List<Point> points) {

  /** A value. */
  public record Point(Instant at, double value) {}

  public Course {
    points = List.copyOf(points);
  }
}
