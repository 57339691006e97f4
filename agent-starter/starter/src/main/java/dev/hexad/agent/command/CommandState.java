package dev.hexad.agent.command;

/** Where a command stands. */
public enum CommandState {
  RECEIVED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  boolean ended() {
    return switch (this) {
      case RECEIVED, RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }
}
