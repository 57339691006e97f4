package dev.hexad.contracts.event;

/** Monitoring's answer on a rollout. Too little data is never a pass. */
public enum Verdict {
  PASS,
  FAIL,
  NOT_ENOUGH_DATA
}
