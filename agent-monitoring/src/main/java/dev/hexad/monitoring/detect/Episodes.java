package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;

/**
 * Lets a rarity through once per episode: only when it clearly exceeds those of the rows before it,
 * as far back as a span that grows with the root of the length of the series. So the onset is
 * reported, and once more when it gets worse, instead of each row. A series that had many episodes
 * lately has to be more surprising for another one.
 */
final class Episodes {
  private static final int BLOCK = 16;
  private static final int BLOCKS = 28;
  private static final double SPAN = 3;

  /** Half of it is a whole number of rings and long enough for the longest span. */
  private static final int MOST_ROWS = 2 * 100 * BLOCK * BLOCKS;

  private static final double WORSE = 1.2;

  /** The most that a row within an episode keeps. */
  private static final double LEAST = 1;

  /** An episode as rare as this counts. */
  private static final double NOTABLE = 2;

  private static final double PRICE = 0.2;
  private static final double MEMORY = 4000;

  static final int BYTES = Integer.BYTES + Double.BYTES + BLOCKS * Float.BYTES;

  /** The largest rarity of each block of rows, in a ring. */
  private final float[] largest = new float[BLOCKS];

  private int rows;

  /** How many notable episodes there were, the older the less. */
  private double lately;

  double observe(double rarity) {
    double before = before();
    int block = rows / BLOCK % BLOCKS;
    largest[block] = Math.max(largest[block], (float) rarity);
    rows++;
    if (rows == MOST_ROWS) {
      rows /= 2;
    }
    lately *= 1 - 1 / MEMORY;
    if (rarity <= before * WORSE) {
      return Math.min(rarity, LEAST);
    }
    double price = PRICE * lately;
    if (rarity > NOTABLE) {
      lately++;
    }
    return Math.max(0, rarity - price);
  }

  private float before() {
    int block = rows / BLOCK;
    if (rows % BLOCK == 0) {
      largest[block % BLOCKS] = 0;
    }
    int span = (int) Math.min((BLOCKS - 1) * BLOCK, SPAN * Math.sqrt(rows));
    float most = 0;
    for (int i = Math.max(0, rows - span) / BLOCK; i <= block; i++) {
      most = Math.max(most, largest[i % BLOCKS]);
    }
    return most;
  }

  void save(ByteBuffer target) {
    target.putInt(rows).putDouble(lately);
    Floats.save(largest, target);
  }

  void restore(ByteBuffer source) {
    rows = source.getInt();
    lately = source.getDouble();
    Floats.restore(largest, source);
  }
}
