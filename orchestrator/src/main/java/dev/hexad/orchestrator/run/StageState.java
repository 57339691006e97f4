package dev.hexad.orchestrator.run;

/** Where a stage stands. */
public enum StageState {
  /** Waits for the stages that it needs. */
  PENDING,
  /** Could start, but nobody can take its command now, or a retry is due later. */
  WAITING,
  /** Its command was sent. */
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Its condition did not hold. */
  SKIPPED,
  CANCELLED;

  boolean ended() {
    return switch (this) {
      case PENDING, WAITING, RUNNING -> false;
      case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> true;
    };
  }
}
