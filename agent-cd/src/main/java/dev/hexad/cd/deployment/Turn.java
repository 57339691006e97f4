package dev.hexad.cd.deployment;

import dev.hexad.agent.lease.Held;
import java.util.UUID;

/** The right of one command to work on an environment; others wait until it is given back. */
record Turn(
    Environments environments, UUID applicationId, String environment, UUID command, Held lease)
    implements AutoCloseable {

  @Override
  public void close() {
    environments.release(applicationId, environment, command);
    lease.close();
  }
}
