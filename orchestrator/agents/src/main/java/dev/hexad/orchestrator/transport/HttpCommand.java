package dev.hexad.orchestrator.transport;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command of an agent on HTTP.
 *
 * @param lease changes with each handing out, null before the first
 * @param answer result or problem once it has ended
 */
record HttpCommand(
    UUID id,
    String agentId,
    String tenant,
    String capability,
    Envelope envelope,
    State state,
    int attempt,
    @Nullable UUID lease,
    @Nullable Instant leaseUntil,
    boolean cancelRequested,
    @Nullable JsonNode answer,
    Instant receivedAt,
    @Nullable Instant finishedAt) {

  /** Life of a command. */
  enum State {
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    boolean ended() {
      return this != WAITING && this != RUNNING;
    }
  }

  CommandRequest request() {
    return Json.convert(envelope.data(), CommandRequest.class);
  }
}
