package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;

/**
 * The courses a series has taken, as vectors. When there are too many, the two closest become their
 * weighted mean: agglomerative clustering done as the data come, so that common courses share few
 * vectors, and rare ones, which lie far from all others, stay as they were.
 */
final class ShapeMemory {
  static final int WIDTH = 10;

  private static final int CAPACITY = 44;
  private static final float HEAVIEST = 1000;

  static final int BYTES = Integer.BYTES + CAPACITY * (WIDTH + 1) * Float.BYTES;

  private final float[] points = new float[CAPACITY * WIDTH];
  private final float[] weights = new float[CAPACITY];
  private int size;

  /**
   * Root mean square distance to the nearest remembered course, of the first {@code width}
   * elements, 0 when nothing is remembered.
   */
  double distance(float[] course, int width) {
    if (size == 0) {
      return 0;
    }
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      nearest = Math.min(nearest, squares(course, 0, i, width));
    }
    return Math.sqrt(nearest / width);
  }

  void add(float[] course) {
    int nearest = -1;
    double closest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      double squares = squares(course, 0, i, WIDTH);
      if (squares < closest) {
        closest = squares;
        nearest = i;
      }
    }
    if (closest == 0) {
      return;
    }
    if (size < CAPACITY) {
      put(size++, course);
      return;
    }
    int one = -1;
    int other = -1;
    for (int i = 1; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double squares = squares(points, i, j, WIDTH);
        if (squares < closest) {
          closest = squares;
          one = i;
          other = j;
        }
      }
    }
    if (one < 0) {
      merge(nearest, course, 0, 1);
    } else {
      merge(other, points, one, weights[one]);
      put(one, course);
    }
  }

  private void put(int index, float[] course) {
    System.arraycopy(course, 0, points, index * WIDTH, WIDTH);
    weights[index] = 1;
  }

  private void merge(int into, float[] from, int index, float weight) {
    float total = weights[into] + weight;
    for (int k = 0; k < WIDTH; k++) {
      float point = points[into * WIDTH + k];
      points[into * WIDTH + k] = point + weight / total * (from[index * WIDTH + k] - point);
    }
    weights[into] = Math.min(total, HEAVIEST);
  }

  private double squares(float[] from, int index, int point, int width) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
      double difference = (double) from[index * WIDTH + k] - points[point * WIDTH + k];
      sum += difference * difference;
    }
    return sum;
  }

  void save(ByteBuffer target) {
    target.putInt(size);
    Floats.save(points, target);
    Floats.save(weights, target);
  }

  void restore(ByteBuffer source) {
    size = source.getInt();
    Floats.restore(points, source);
    Floats.restore(weights, source);
  }
}
