package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The values a series has had, thinned out to a bounded number: when it is full, the two closest
 * become one. The smallest and the largest always stay.
 */
final class ValueMemory {
  private static final int CAPACITY = 128;

  static final int BYTES = Integer.BYTES + CAPACITY * Float.BYTES;

  private final float[] values = new float[CAPACITY];
  private int size;

  /** Distance to the nearest remembered value, 0 when there is none. */
  double distance(float value) {
    if (size == 0) {
      return 0;
    }
    int above = place(value);
    double up = above < size ? (double) values[above] - value : Double.POSITIVE_INFINITY;
    double down = above > 0 ? (double) value - values[above - 1] : Double.POSITIVE_INFINITY;
    return Math.min(up, down);
  }

  void add(float value) {
    int place = place(value);
    if (place < size && values[place] == value) {
      return;
    }
    if (size == values.length) {
      thinOut();
      place = place(value);
    }
    System.arraycopy(values, place, values, place + 1, size - place);
    values[place] = value;
    size++;
  }

  private int place(float value) {
    int found = Arrays.binarySearch(values, 0, size, value);
    return found < 0 ? -found - 1 : found;
  }

  private void thinOut() {
    int closest = 1;
    for (int i = 2; i < size - 1; i++) {
      if (values[i + 1] - values[i - 1] < values[closest + 1] - values[closest - 1]) {
        closest = i;
      }
    }
    System.arraycopy(values, closest + 1, values, closest, size - closest - 1);
    size--;
  }

  /** Whether the value lies between the smallest and the largest remembered. */
  boolean covers(float value) {
    return size > 0 && value >= values[0] && value <= values[size - 1];
  }

  void save(ByteBuffer target) {
    target.putInt(size);
    Floats.save(values, target);
  }

  void restore(ByteBuffer source) {
    size = source.getInt();
    Floats.restore(values, source);
  }
}
