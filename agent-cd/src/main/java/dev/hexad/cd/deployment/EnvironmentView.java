package dev.hexad.cd.deployment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An environment with what runs in it, as the API shows it. */
record EnvironmentView(
    UUID applicationId,
    @Nullable String application,
    String environment,
    @Nullable String url,
    @Nullable Integer stableRevision,
    @Nullable Integer canaryRevision,
    int canaryPercent) {}
