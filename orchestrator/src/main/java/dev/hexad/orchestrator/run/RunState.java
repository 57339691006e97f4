package dev.hexad.orchestrator.run;

/** Where a run stands. */
public enum RunState {
  /** Waits until the earlier runs of its group have ended. */
  QUEUED,
  RUNNING,
  /** Somebody stopped it from starting anything new; what works goes on. */
  PAUSED,
  SUCCEEDED,
  FAILED,
  CANCELLED
}
