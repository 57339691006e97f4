package dev.hexad.agent.command;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The commands of this agent that have not ended, for people. */
public final class OpenCommands {
  private final CommandStore store;
  private final int workers;

  OpenCommands(CommandStore store, int workers) {
    this.store = store;
    this.workers = workers;
  }

  /**
   * A command that runs or waits.
   *
   * @param attempt 0 before the first one
   */
  public record Open(
      UUID commandId,
      String capability,
      @Nullable UUID runId,
      @Nullable String stage,
      @Nullable String application,
      boolean running,
      int attempt,
      Instant receivedAt,
      @Nullable Instant startedAt) {}

  /** How many commands one instance works on at once. */
  public int workers() {
    return workers;
  }

  /** How many wait for one who works on them, counted to a hundred thousand. */
  public int waiting() {
    return store.waiting();
  }

  /** Those that run first, then those that wait, in the order of their turns. */
  public List<Open> list(int limit) {
    return store.open(limit);
  }
}
