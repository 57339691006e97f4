package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.lease.Held;
import dev.hexad.agent.lease.Leases;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives turns on environments. The lease keeps other agents away, an apply of the same environment
 * for example; the agent's own order keeps its commands apart, also when the orchestrator is away:
 * going back must not wait for its repair.
 */
@Component
class Turns {
  private static final Duration EVERY = Duration.ofMillis(250);

  private final Environments environments;
  private final Leases leases;

  Turns(Environments environments, Leases leases) {
    this.environments = environments;
    this.leases = leases;
  }

  /** Waits for it; a command that was interrupted takes its own again at once. */
  Turn await(UUID applicationId, String environment, CommandContext context) throws Exception {
    String resource =
        "environment:" + environments.application(applicationId, environment) + "/" + environment;
    String reason = context.request().capability() + " " + environment;
    Held lease = leases.await(context, List.of(resource), reason, Leases.WhenAway.GO_ON);
    try {
      if (!environments.take(applicationId, environment, context.commandId())) {
        context.log().line("waiting: another command works on " + environment);
        context.waiting(() -> take(applicationId, environment, context));
      }
      return new Turn(environments, applicationId, environment, context.commandId(), lease);
    } catch (Exception | Error e) {
      lease.close();
      throw e;
    }
  }

  private boolean take(UUID applicationId, String environment, CommandContext context)
      throws InterruptedException {
    while (!environments.take(applicationId, environment, context.commandId())) {
      context.checkInterrupted();
      Thread.sleep(EVERY);
    }
    return true;
  }
}
