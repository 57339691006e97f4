package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;

/** The latest values of a series, and the courses they take: means of three values each. */
final class Recent {
  private static final int BLOCK = 3;
  private static final int SPAN = BLOCK * ShapeMemory.WIDTH;
  private static final int LENGTH = 2 * SPAN;

  static final int BYTES = 2 * Integer.BYTES + LENGTH * Float.BYTES;

  private final float[] values = new float[LENGTH];
  private int next;
  private int size;

  void add(float value) {
    values[next] = value;
    next = (next + 1) % LENGTH;
    size = Math.min(size + 1, LENGTH);
  }

  int size() {
    return size;
  }

  /** The value so many rows ago; 0 is the latest. */
  float back(int rows) {
    return values[Math.floorMod(next - 1 - rows, LENGTH)];
  }

  boolean hasCourse() {
    return size >= SPAN;
  }

  /** Whether there is a course that shares no value with the latest. */
  boolean hasOldCourse() {
    return size == LENGTH;
  }

  /** The latest course, newest first. */
  void course(float[] target) {
    course(0, target);
  }

  void oldCourse(float[] target) {
    course(SPAN, target);
  }

  private void course(int back, float[] target) {
    for (int k = 0; k < ShapeMemory.WIDTH; k++) {
      int first = back + BLOCK * k;
      target[k] = (back(first) + back(first + 1) + back(first + 2)) / BLOCK;
    }
  }

  void save(ByteBuffer target) {
    target.putInt(next).putInt(size);
    Floats.save(values, target);
  }

  void restore(ByteBuffer source) {
    next = source.getInt();
    size = source.getInt();
    Floats.restore(values, source);
  }
}
