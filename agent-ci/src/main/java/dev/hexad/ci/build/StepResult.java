package dev.hexad.ci.build;

/**
 * How a step of a build ended.
 *
 * @param attempts 0 when it did not run
 * @param offset where its output begins in the build's log, in bytes
 */
record StepResult(String name, State state, int attempts, long millis, long offset) {
  /** The end of a step. */
  enum State {
    SUCCEEDED,
    FAILED,
    SKIPPED,
    /** It succeeded in an earlier build that this one goes on with. */
    INHERITED
  }
}
