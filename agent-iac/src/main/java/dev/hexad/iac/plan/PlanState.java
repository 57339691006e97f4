package dev.hexad.iac.plan;

import java.util.Locale;

/** What became of a plan. */
enum PlanState {
  /** Can be applied. */
  PLANNED,
  /** Was applied, which happens once. */
  APPLIED,
  /** The workspace has moved on since. */
  STALE,
  /** Somebody decided against it. */
  DISCARDED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
