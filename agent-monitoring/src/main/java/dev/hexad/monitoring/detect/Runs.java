package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;

/** Notices that a series which used to change has stopped changing. */
final class Runs {
  private static final int SHORTEST = 24;
  private static final int TIMES_LONGER = 3;
  private static final int CHANGES = 100;

  static final int BYTES = 4 * Integer.BYTES;

  private float last;
  private int run;
  private int longest;
  private int changes;

  /** Whether the value has just become suspiciously old. */
  boolean observe(float value) {
    if (value == last) {
      run = Math.min(run + 1, Integer.MAX_VALUE / 2 / TIMES_LONGER);
    } else {
      longest = Math.max(longest, run);
      run = 0;
      changes = Math.min(changes + 1, CHANGES);
      last = value;
    }
    return isStuck();
  }

  boolean isStuck() {
    return changes == CHANGES && run >= Math.max(SHORTEST, TIMES_LONGER * longest + 1);
  }

  void save(ByteBuffer target) {
    target.putFloat(last).putInt(run).putInt(longest).putInt(changes);
  }

  void restore(ByteBuffer source) {
    last = source.getFloat();
    run = source.getInt();
    longest = source.getInt();
    changes = source.getInt();
  }
}
