package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;

/**
 * What value to expect next, and within which range. Two forecasters compete: the recent level
 * (exponential smoothing), and the value usual at this hour of the day. The one whose errors were
 * smaller is believed.
 */
final class Outlook {
  private static final int HOURS = 24;
  private static final double LEVEL_RATE = 0.1;
  private static final int MOST_KNOWN = 50;
  private static final double ERROR_RATE = 0.01;
  private static final double LARGEST = 3;
  private static final double WIDTH = 6;

  /** Days until an hour of the day is known well enough. */
  private static final int DAYS = 3;

  static final int BYTES = 3 * Integer.BYTES + 3 * Double.BYTES + HOURS * (Float.BYTES + 1);

  private final float[] ofHour = new float[HOURS];

  /** How many values went into each hour, so that the first ones count more. */
  private final byte[] known = new byte[HOURS];

  private double level;
  private double levelError;
  private double hourError;
  private int rows;
  private int lastHour = -1;
  private int hours;

  /** The range in which the next value should lie; seasonal when the hour of the day says it. */
  record Range(double expected, double low, double high, boolean seasonal) {
    boolean holds(double value) {
      return value >= low && value <= high;
    }
  }

  Range next(int hour) {
    boolean seasonal = isSeasonal(hour);
    double expected = seasonal ? ofHour[hour] : level;
    double width = WIDTH * (seasonal ? hourError : levelError);
    return new Range(expected, expected - width, expected + width, seasonal);
  }

  private boolean isSeasonal(int hour) {
    return hours >= DAYS * HOURS && known[hour] >= DAYS && hourError < levelError;
  }

  void add(int hour, float value) {
    if (rows == 0) {
      level = value;
    } else {
      levelError = error(levelError, value - level);
    }
    if (hours >= HOURS && known[hour] > 0) {
      hourError = error(hourError, (double) value - ofHour[hour]);
    }
    rows = Math.min(rows + 1, Integer.MAX_VALUE - 1);
    level += Math.max(LEVEL_RATE, 1.0 / rows) * (value - level);
    if (hour != lastHour) {
      hours = Math.min(hours + 1, Integer.MAX_VALUE - 1);
      lastHour = hour;
    }
    known[hour] = (byte) Math.min(known[hour] + 1, MOST_KNOWN);
    ofHour[hour] += (value - ofHour[hour]) / known[hour];
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
    target.putInt(rows).putInt(lastHour).putInt(hours);
    target.putDouble(level).putDouble(levelError).putDouble(hourError);
    Floats.save(ofHour, target);
    target.put(known);
  }

  void restore(ByteBuffer source) {
    rows = source.getInt();
    lastHour = source.getInt();
    hours = source.getInt();
    level = source.getDouble();
    levelError = source.getDouble();
    hourError = source.getDouble();
    Floats.restore(ofHour, source);
    source.get(known);
  }
}
