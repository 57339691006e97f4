package dev.hexad.iac.state;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;

/** The state is locked by somebody else; Terraform wants to be told by whom. */
final class LockedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StateLock lock;

  LockedException(StateLock lock) {
    super(
        "The state '%s' is locked by %s since %s for '%s'."
            .formatted(
                lock.workspace(),
                lock.info().path("Who").asString(lock.holder()),
                lock.since(),
                lock.info().path("Operation").asString("something")));
    this.lock = lock;
  }

  StateLock lock() {
    return lock;
  }

  /** The same for who does not speak Terraform's protocol. */
  HexadException conflict() {
    return new HexadException(ProblemType.CONFLICT, String.valueOf(getMessage()), this);
  }
}
