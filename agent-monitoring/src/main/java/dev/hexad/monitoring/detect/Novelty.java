package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;

/**
 * How rare the latest value and the course that led to it are: their distance to the nearest ones
 * remembered (nearest neighbour novelty, as in Burnaev and Ishimtsev, "Conformalized density- and
 * distance-based anomaly detection in time-series data", 2016), judged by how large such distances
 * used to be.
 */
final class Novelty {
  static final int BYTES = Recent.BYTES + ValueMemory.BYTES + ShapeMemory.BYTES + 4 * Tail.BYTES;

  /** The course is judged by its latest part alone, by more of it, and as a whole. */
  private static final int[] WIDTHS = {1, 4, ShapeMemory.WIDTH};

  private final Recent recent = new Recent();
  private final ValueMemory values = new ValueMemory();
  private final ShapeMemory shapes = new ShapeMemory();
  private final Tail ofValue = new Tail();
  private final Tail[] ofCourses = {new Tail(), new Tail(), new Tail()};

  /** Rarity of the value plus rarity of the course, each a negative decimal logarithm. */
  double observe(float value) {
    if (recent.size() > 1) {
      // The value just before is left out, or no value would be new twice.
      values.add(recent.back(1));
    }
    recent.add(value);
    double rarity = ofValue.observe(values.distance(value));
    if (recent.hasCourse()) {
      float[] course = new float[ShapeMemory.WIDTH];
      if (recent.hasOldCourse()) {
        recent.oldCourse(course);
        shapes.add(course);
      }
      recent.course(course);
      for (int i = 0; i < WIDTHS.length; i++) {
        rarity += ofCourses[i].observe(shapes.distance(course, WIDTHS[i])) / WIDTHS.length;
      }
    }
    return rarity;
  }

  boolean covers(float value) {
    return values.covers(value);
  }

  /** Whether so many values in a row, up to the latest, lie outside on one side. */
  boolean stays(int rows, double low, double high) {
    if (recent.size() < rows) {
      return false;
    }
    boolean above = true;
    boolean below = true;
    for (int i = 0; i < rows; i++) {
      above &= recent.back(i) > high;
      below &= recent.back(i) < low;
    }
    return above || below;
  }

  void save(ByteBuffer target) {
    recent.save(target);
    values.save(target);
    shapes.save(target);
    ofValue.save(target);
    for (Tail tail : ofCourses) {
      tail.save(target);
    }
  }

  void restore(ByteBuffer source) {
    recent.restore(source);
    values.restore(source);
    shapes.restore(source);
    ofValue.restore(source);
    for (Tail tail : ofCourses) {
      tail.restore(source);
    }
  }
}
