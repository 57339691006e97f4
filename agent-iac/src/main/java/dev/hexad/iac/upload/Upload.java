package dev.hexad.iac.upload;

import java.time.Instant;
import java.util.UUID;

/**
 * Sources that somebody has uploaded.
 *
 * @param revision SHA-256 of the archive, which stands for the commit of its plans
 * @param bytes of the archive
 * @param inUse whether it was applied last, or is planned and waits to be applied
 */
record Upload(
    String workspace,
    String revision,
    UUID applicationId,
    int bytes,
    int files,
    String createdBy,
    Instant createdAt,
    boolean inUse) {}
