package dev.hexad.orchestrator.hook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one hook.
 *
 * @param messageId stays the same in every attempt; the receiver's key against duplicates
 * @param responseBody the first 1,024 bytes of the last answer
 */
record Delivery(
    UUID id,
    UUID hookId,
    String messageId,
    String eventType,
    State state,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable Integer responseStatus,
    @Nullable String responseBody,
    @Nullable String error,
    @Nullable Long durationMillis,
    Instant createdAt,
    @Nullable Instant finishedAt) {
  /** How far it is. */
  enum State {
    PENDING,
    DELIVERED,
    FAILED
  }
}
