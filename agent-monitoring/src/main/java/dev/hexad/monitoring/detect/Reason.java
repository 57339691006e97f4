package dev.hexad.monitoring.detect;

/** What kind of deviation a value shows. */
public enum Reason {
  /** As expected, or too little seen to say. */
  NONE,
  /** One value far from its neighbours. */
  SPIKE,
  /** The level changed and stays. */
  LEVEL_SHIFT,
  /** Unusual for this time of the day or week. */
  SEASONAL,
  /** A course of values never seen before, though each alone is not unusual. */
  PATTERN,
  /** Always the same value, where values used to vary. */
  FLAT_LINE,
  /** No value. */
  MISSING
}
