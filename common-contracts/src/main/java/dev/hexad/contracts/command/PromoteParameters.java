package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/** Makes the canary of an environment its stable revision; result as for a deployment. */
@MessageType("dev.hexad.command.cd.promote.v1")
public record PromoteParameters(String environment) implements Parameters {
  public PromoteParameters {
    Objects.requireNonNull(environment, "environment");
  }
}
