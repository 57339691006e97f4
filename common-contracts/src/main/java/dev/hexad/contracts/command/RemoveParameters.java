package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what runs in an environment, and the environment itself; its history stays.
 *
 * @param applicationId needed in runs without a commit
 */
@MessageType("dev.hexad.command.cd.remove.v1")
public record RemoveParameters(String environment, @Nullable UUID applicationId)
    implements Parameters {
  public RemoveParameters {
    Objects.requireNonNull(environment, "environment");
  }

  /** What was taken away. */
  public record Result(String environment, int revisions) {}
}
