package dev.hexad.orchestrator.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is built from one repository and deployed to environments.
 *
 * @param provider the Git host's kind: github, gitlab, gitea or bitbucket; null when unknown
 * @param apiUrl base of the Git host's API, null for the host's usual one
 * @param tokenSecret name of the secret with a token for the Git host, null for none
 */
public record Application(
    UUID id,
    String name,
    String repositoryUrl,
    String defaultBranch,
    @Nullable String provider,
    @Nullable String apiUrl,
    @Nullable String tokenSecret,
    Instant createdAt,
    String createdBy) {}
