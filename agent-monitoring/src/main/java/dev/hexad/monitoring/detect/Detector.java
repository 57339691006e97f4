package dev.hexad.monitoring.detect;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Scores the values of one series as they come. Unit and offset of the series do not matter. Its
 * state is small and of fixed size. Not safe for use by several threads at once.
 */
public final class Detector {
  /** From this score on a value deserves an alert. */
  public static final double ALERT = 0.9;

  private static final byte VERSION = 2;

  /** Its square still is a number. */
  private static final double LARGEST = 1e18;

  private static final double STUCK = 3;
  private static final double SUSPECT = 0.5;
  private static final int SHIFT = 6;

  /** Size of a saved state. */
  public static final int BYTES =
      1 + 2 * Double.BYTES + Novelty.BYTES + Runs.BYTES + Outlook.BYTES + Episodes.BYTES;

  private final Novelty novelty = new Novelty();
  private final Runs runs = new Runs();
  private final Outlook outlook = new Outlook();
  private final Episodes episodes = new Episodes();

  /** First value of the series, NaN before it. */
  private double origin = Double.NaN;

  /** First difference from the origin, so that the unit is no matter; 0 before it. */
  private double unit;

  /** The same with weekends as days off, and hours of UTC. */
  public Reading observe(Instant time, double value) {
    return observe(time, WorkDays.USUAL, value);
  }

  /**
   * Takes the next value and says how unusual it is, given only the values before it. The days make
   * a difference to what is expected, not to the score.
   */
  public Reading observe(Instant time, WorkDays days, double value) {
    int slot = days.slot(time);
    Outlook.Range range = outlook.next(slot);
    if (!Double.isFinite(value)) {
      return reading(range, 0, Reason.MISSING);
    }
    float scaled = scale(value);
    boolean covered = novelty.covers(scaled);
    double rarity = novelty.observe(scaled);
    boolean stuck = runs.observe(scaled);
    if (stuck) {
      rarity = Math.max(rarity, STUCK);
    }
    // Two tail probabilities were multiplied; their geometric mean is a probability again.
    double score = 1 - Math.pow(10, -episodes.observe(rarity) / 2);
    Reason reason = score < SUSPECT ? Reason.NONE : reason(range, scaled, covered, stuck);
    outlook.add(slot, scaled);
    return reading(range, score, reason);
  }

  private float scale(double value) {
    if (Double.isNaN(origin)) {
      origin = value;
    }
    double difference = value - origin;
    if (unit == 0) {
      unit = Math.abs(difference);
    }
    return unit == 0 ? 0 : (float) Math.clamp(difference / unit, -LARGEST, LARGEST);
  }

  private Reason reason(Outlook.Range range, float value, boolean covered, boolean stuck) {
    if (stuck) {
      return Reason.FLAT_LINE;
    }
    if (range.holds(value)) {
      return Reason.PATTERN;
    }
    if (range.seasonal() && covered) {
      return Reason.SEASONAL;
    }
    return novelty.stays(SHIFT, range.low(), range.high()) ? Reason.LEVEL_SHIFT : Reason.SPIKE;
  }

  private Reading reading(Outlook.Range range, double score, Reason reason) {
    if (Double.isNaN(origin)) {
      return new Reading(Double.NaN, Double.NaN, Double.NaN, score, reason);
    }
    double factor = unit == 0 ? 1 : unit;
    return new Reading(
        origin + factor * range.expected(),
        origin + factor * range.low(),
        origin + factor * range.high(),
        score,
        reason);
  }

  /** The whole state, for {@link #restore}. */
  public byte[] save() {
    ByteBuffer target = ByteBuffer.allocate(BYTES).put(VERSION).putDouble(origin).putDouble(unit);
    novelty.save(target);
    runs.save(target);
    outlook.save(target);
    episodes.save(target);
    return target.array();
  }

  /**
   * A detector that goes on where the saved one was.
   *
   * @throws IllegalArgumentException when the bytes are not from {@link #save} of this version
   */
  public static Detector restore(byte[] state) {
    if (state.length != BYTES || state[0] != VERSION) {
      throw new IllegalArgumentException("not the state of a detector, or of another version");
    }
    ByteBuffer source = ByteBuffer.wrap(state, 1, BYTES - 1);
    Detector detector = new Detector();
    detector.origin = source.getDouble();
    detector.unit = source.getDouble();
    detector.novelty.restore(source);
    detector.runs.restore(source);
    detector.outlook.restore(source);
    detector.episodes.restore(source);
    return detector;
  }
}
