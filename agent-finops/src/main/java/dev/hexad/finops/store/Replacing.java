package dev.hexad.finops.store;

/** What an import makes forgotten of what its source said before. */
public enum Replacing {
  /** All charges of the days that it has charges of. */
  DAYS,
  /** All charges of the billing periods that it names. */
  PERIODS,
  /** Nothing: it is a further part of a bill. */
  NOTHING
}
