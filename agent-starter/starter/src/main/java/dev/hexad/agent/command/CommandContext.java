package dev.hexad.agent.command;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a handler knows of the command it works on, and how it tells of its work. */
public interface CommandContext {
  CommandRequest request();

  /** Counts from 1; more than 1 means that an earlier attempt was interrupted. */
  int attempt();

  /** The command's live output, shown to people. */
  CommandLog log();

  /** Tells how far the work is; percent is 0 to 100, or null when it cannot be said. */
  void progress(@Nullable Integer percent, String message);

  /** Runs the action when the command is cancelled or loses its lease, at most once. */
  void onInterrupt(Runnable action);

  /** True when somebody asked to cancel, or the lease is lost. */
  boolean interrupted();

  /** True when somebody cancelled the command, and not when the agent stops. */
  default boolean cancelled() {
    return interrupted();
  }

  /**
   * Does what only waits: for people, for time, for a turn. Meanwhile the command has no place
   * among those that are worked on at once, so that however many wait, others go on.
   */
  default <T> T waiting(Callable<T> wait) throws Exception {
    return wait.call();
  }

  default UUID commandId() {
    return request().commandId();
  }

  default void checkInterrupted() throws InterruptedException {
    if (interrupted()) {
      throw new InterruptedException("the command was stopped");
    }
  }

  /**
   * The commit that the run is about.
   *
   * @throws HexadException when the run has none
   */
  default ChangeRef requireChange() {
    ChangeRef change = request().change();
    if (change == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "The stage '" + request().stage() + "' needs a commit; start the run from one.");
    }
    return change;
  }
}
