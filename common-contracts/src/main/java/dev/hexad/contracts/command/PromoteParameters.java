package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the canary of an environment its stable revision; result as for a deployment.
 *
 * @param plan hash of the differences that somebody has looked at; only these are made. Null for
 *     whatever the differences are
 */
@MessageType("dev.hexad.command.cd.promote.v1")
public record PromoteParameters(String environment, @Nullable String plan) implements Parameters {
  public PromoteParameters(String environment) {
    this(environment, null);
  }

  public PromoteParameters {
    Objects.requireNonNull(environment, "environment");
  }
}
