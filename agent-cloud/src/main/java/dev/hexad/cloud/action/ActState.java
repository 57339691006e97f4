package dev.hexad.cloud.action;

/** Where an act stands. */
enum ActState {
  /** Looked at, nothing done; it can be carried out. */
  PLANNED,
  /** Waits for somebody to approve it. */
  WAITING,
  /** Is being carried out. */
  RUNNING,
  /** Everything was done. */
  DONE,
  /** Some of it was done. */
  PARTLY,
  /** Nothing of it was done. */
  FAILED,
  /** Somebody said no. */
  REJECTED
}
