package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes back: removes the canary if there is one, else returns to an earlier revision.
 *
 * @param applicationId needed in runs without a commit
 * @param revision the revision to return to; the last good one when absent
 * @param plan hash of the differences that somebody has looked at; only these are made. Null for
 *     whatever the differences are
 */
@MessageType("dev.hexad.command.cd.rollback.v1")
public record RollbackParameters(
    String environment,
    @Nullable UUID applicationId,
    @Nullable Integer revision,
    @Nullable String plan)
    implements Parameters {
  public RollbackParameters {
    Objects.requireNonNull(environment, "environment");
  }
}
