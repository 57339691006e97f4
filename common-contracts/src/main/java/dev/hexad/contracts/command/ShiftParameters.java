package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/**
 * Gives the canary of an environment another share; result as for a deployment.
 *
 * @param percent of requests, or of new connections, 1 to 99
 */
@MessageType("dev.hexad.command.cd.shift.v1")
public record ShiftParameters(String environment, int percent) implements Parameters {
  public ShiftParameters {
    Objects.requireNonNull(environment, "environment");
    if (percent < 1 || percent > 99) {
      throw new IllegalArgumentException("percent must be 1 to 99, not " + percent);
    }
  }
}
