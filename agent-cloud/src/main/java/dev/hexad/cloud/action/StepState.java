package dev.hexad.cloud.action;

/** Where a step stands. */
enum StepState {
  /** Looked at; would be done. */
  PLANNED,
  /** Was so already. */
  UNNEEDED,
  /** Cannot be done. */
  REFUSED,
  /** The inverse is stored, the call is about to be made or was made without an answer. */
  INTENDED,
  /** Done. */
  DONE,
  /** Tried, and not done. */
  FAILED
}
