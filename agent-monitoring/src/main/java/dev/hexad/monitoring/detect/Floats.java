package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;

/** Arrays of floats as bytes. */
final class Floats {
  private Floats() {}

  static void save(float[] values, ByteBuffer target) {
    for (float value : values) {
      target.putFloat(value);
    }
  }

  static void restore(float[] values, ByteBuffer source) {
    for (int i = 0; i < values.length; i++) {
      values[i] = source.getFloat();
    }
  }
}
