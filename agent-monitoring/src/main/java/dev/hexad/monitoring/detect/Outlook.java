package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;

/**
 * What value to expect next, and within which range. Two forecasters compete: the recent level
 * (exponential smoothing), and the value usual at this hour of a working day or of a day off. The
 * one whose errors were smaller is believed.
 */
final class Outlook {
  private static final double LEVEL_RATE = 0.1;
  private static final int MOST_KNOWN = 50;
  private static final double ERROR_RATE = 0.01;
  private static final double LARGEST = 3;
  private static final double WIDTH = 6;

  /** Days until an hour of the day is known well enough. */
  private static final int DAYS = 3;

  private static final int SLOTS = WorkDays.SLOTS;

  static final int BYTES = 3 * Integer.BYTES + 3 * Double.BYTES + SLOTS * (Float.BYTES + 1);

  private final float[] ofHour = new float[SLOTS];

  /** How many values went into each hour, so that the first ones count more. */
  private final byte[] known = new byte[SLOTS];

  private double level;
  private double levelError;
  private double hourError;
  private int rows;
  private int lastSlot = -1;
  private int hours;

  /** The range in which the next value should lie; seasonal when the hour of the day says it. */
  record Range(double expected, double low, double high, boolean seasonal) {
    boolean holds(double value) {
      return value >= low && value <= high;
    }
  }

  /**
   * The range of the next value.
   *
   * @param slot as {@link WorkDays} gives it
   */
  Range next(int slot) {
    // Before the first day off is known, it is taken for a working day.
    int at = known[slot] < DAYS ? slot % WorkDays.HOURS : slot;
    boolean seasonal = isSeasonal(at);
    double expected = seasonal ? ofHour[at] : level;
    double width = WIDTH * (seasonal ? hourError : levelError);
    return new Range(expected, expected - width, expected + width, seasonal);
  }

  private boolean isSeasonal(int slot) {
    return hours >= DAYS * WorkDays.HOURS && known[slot] >= DAYS && hourError < levelError;
  }

  void add(int slot, float value) {
    if (rows == 0) {
      level = value;
    } else {
      levelError = error(levelError, value - level);
    }
    if (hours >= WorkDays.HOURS && known[slot] > 0) {
      hourError = error(hourError, (double) value - ofHour[slot]);
    }
    rows = Math.min(rows + 1, Integer.MAX_VALUE - 1);
    level += Math.max(LEVEL_RATE, 1.0 / rows) * (value - level);
    if (slot != lastSlot) {
      hours = Math.min(hours + 1, Integer.MAX_VALUE - 1);
      lastSlot = slot;
    }
    known[slot] = (byte) Math.min(known[slot] + 1, MOST_KNOWN);
    ofHour[slot] += (value - ofHour[slot]) / known[slot];
  }

  /** One error, however large, does not widen the range for long. */
  private double error(double mean, double error) {
    double size = Math.abs(error);
    if (mean == 0) {
      return size;
    }
    return mean + ERROR_RATE * (Math.min(size, LARGEST * mean) - mean);
  }

  void save(ByteBuffer target) {
    target.putInt(rows).putInt(lastSlot).putInt(hours);
    target.putDouble(level).putDouble(levelError).putDouble(hourError);
    Floats.save(ofHour, target);
    target.put(known);
  }

  void restore(ByteBuffer source) {
    rows = source.getInt();
    lastSlot = source.getInt();
    hours = source.getInt();
    level = source.getDouble();
    levelError = source.getDouble();
    hourError = source.getDouble();
    Floats.restore(ofHour, source);
    source.get(known);
  }
}
