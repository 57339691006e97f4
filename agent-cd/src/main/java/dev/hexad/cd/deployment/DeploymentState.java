package dev.hexad.cd.deployment;

/** Where a deployment stands. */
public enum DeploymentState {
  /** Rendered; waits for the gates of its environment. */
  PLANNED,
  STARTING,
  CANARY,
  STABLE,
  SUPERSEDED,
  FAILED,
  ROLLED_BACK;

  /** True when its process or container has to run. */
  boolean runs() {
    return this == CANARY || this == STABLE;
  }

  /** True when it has been healthy once and may be returned to. */
  boolean wasGood() {
    return this == STABLE || this == SUPERSEDED || this == ROLLED_BACK;
  }

  boolean mayBecome(DeploymentState next) {
    return switch (this) {
      case PLANNED -> next == STARTING || next == FAILED;
      case STARTING -> next == CANARY || next == STABLE || next == FAILED;
      case CANARY -> next == STABLE || next == ROLLED_BACK;
      case STABLE -> next == SUPERSEDED || next == ROLLED_BACK;
      case SUPERSEDED, ROLLED_BACK -> next == STABLE;
      case FAILED -> false;
    };
  }
}
