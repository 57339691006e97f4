package dev.hexad.cd.deployment;

import dev.hexad.contracts.event.ImageRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A deployment as the API shows it. */
record Deployment(
    UUID id,
    UUID applicationId,
    String application,
    String environment,
    int revision,
    DeploymentState state,
    String target,
    ImageRef image,
    @Nullable String commit,
    @Nullable String author,
    @Nullable String reason,
    Instant startedAt,
    Instant updatedAt) {}
