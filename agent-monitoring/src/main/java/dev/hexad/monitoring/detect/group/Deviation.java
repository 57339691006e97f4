package dev.hexad.monitoring.detect.group;

/** The ways in which a value can deviate, by what it is compared with. */
enum Deviation {
  /** From what was learned for this time of the period. */
  LEVEL,
  /** From the level of about the last hundred rows. */
  SLOW,
  /** From the level of about the last twenty rows. */
  MIDDLE,
  /** From the level of about the last three rows. */
  FAST,
  /** From the value three rows ago. */
  STEP;

  static final int COUNT = values().length;
}
