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
      throws InterruptedException {
    boolean told = false;
    while (!environments.take(applicationId, environment, context.commandId())) {
      if (!told) {
        context.log().line("waiting: another command works on " + environment);
        told = true;
      }
      context.checkInterrupted();
      Thread.sleep(EVERY);
    }
    return new Turn(environments, applicationId, environment, context.commandId());
  }

  @Override
  public void close() {
    environments.release(applicationId, environment, command);
  }
}
