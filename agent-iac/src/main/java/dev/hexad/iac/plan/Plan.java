package dev.hexad.iac.plan;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A plan without its changes. */
record Plan(
    UUID id,
    String workspace,
    UUID applicationId,
    String application,
    String repository,
    String commit,
    String directory,
    String tool,
    String hash,
    int toAdd,
    int toChange,
    int toDestroy,
    PlanState state,
    @Nullable String reason,
    @Nullable UUID appliedBy,
    @Nullable Integer added,
    @Nullable Integer changed,
    @Nullable Integer destroyed,
    Instant createdAt,
    Instant updatedAt) {}
