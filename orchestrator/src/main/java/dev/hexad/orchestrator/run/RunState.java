package dev.hexad.orchestrator.run;

/** Where a run stands. */
public enum RunState {
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED
}
