package dev.hexad.ci.artifact;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files that a build kept, as one gzipped tar archive.
 *
 * @param bytes of the files, unpacked
 * @param sha256 of the archive, hex
 * @param location where it is kept, for people
 */
record Artifact(
    UUID id,
    UUID commandId,
    @Nullable UUID runId,
    UUID applicationId,
    String name,
    int files,
    long bytes,
    String sha256,
    String location,
    Instant createdAt,
    Instant expiresAt) {}
