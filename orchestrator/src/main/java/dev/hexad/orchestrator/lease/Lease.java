package dev.hexad.orchestrator.lease;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on something alone, or the wish for it.
 *
 * @param holder who has or wants it, for people
 * @param runId the run whose stage has or wants it, null when it is nobody's
 * @param token given with the right, larger than all before; null while it waits
 * @param expiresAt it ends then, unless the holder renews it
 */
public record Lease(
    UUID id,
    String tenant,
    String holder,
    @Nullable UUID runId,
    @Nullable String stage,
    @Nullable String reason,
    List<String> resources,
    @Nullable Long token,
    int ttlSeconds,
    Instant requestedAt,
    @Nullable Instant grantedAt,
    Instant expiresAt) {
  public Lease {
    resources = List.copyOf(resources);
  }

  public boolean granted() {
    return token != null;
  }
}
