package dev.hexad.orchestrator.application;

import java.time.Instant;
import java.util.UUID;

/** Something that is built from one repository and deployed to environments. */
public record Application(
    UUID id,
    String name,
    String repositoryUrl,
    String defaultBranch,
    Instant createdAt,
    String createdBy) {}
