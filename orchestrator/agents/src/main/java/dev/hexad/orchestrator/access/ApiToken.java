package dev.hexad.orchestrator.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API token as people see it; the token itself is shown once, at its creation. */
public record ApiToken(
    UUID id,
    String name,
    Role role,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {}
