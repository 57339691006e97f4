package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/**
 * Applies exactly one plan.
 *
 * @param planHash must be the hash that the plan was made with
 */
@MessageType("dev.hexad.command.iac.apply.v1")
public record ApplyParameters(UUID planId, String planHash) implements Parameters {
  public ApplyParameters {
    Objects.requireNonNull(planId, "planId");
    Objects.requireNonNull(planHash, "planHash");
  }

  /** What was done. */
  public record Result(UUID planId, int added, int changed, int destroyed) {}
}
