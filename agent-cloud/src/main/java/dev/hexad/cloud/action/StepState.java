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
  /** The provider has accepted it and works on it. */
  WORKING,
  /** Done. */
  DONE,
  /** Tried, and not done. */
  FAILED,
  /** Nobody waits for its end any more; what the provider works on goes on. */
  LEFT;

  /** Whether there may be something to bring back. */
  boolean mayBeUndone() {
    return this == DONE || this == LEFT;
  }
}
