package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import java.time.Duration;
import java.util.UUID;

/** The right of one command to work on an environment; others wait until it is given back. */
record Turn(Environments environments, UUID applicationId, String environment, UUID command)
    implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(250);

  /** Waits for it; a command that was interrupted takes its own again at once. */
  static Turn await(
      Environments environments, UUID applicationId, String environment, CommandContext context)
      throws Exception {
    var turn = new Turn(environments, applicationId, environment, context.commandId());
    if (!turn.take()) {
      context.log().line("waiting: another command works on " + environment);
      context.waiting(() -> turn.await(context));
    }
    return turn;
  }

  private boolean take() {
    return environments.take(applicationId, environment, command);
  }

  private Turn await(CommandContext context) throws InterruptedException {
    while (!take()) {
      context.checkInterrupted();
      Thread.sleep(EVERY);
    }
    return this;
  }

  @Override
  public void close() {
    environments.release(applicationId, environment, command);
  }
}
