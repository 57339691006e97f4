package dev.hexad.orchestrator.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is built from one repository and deployed to environments.
 *
 * @param provider the Git host's kind: github, gitlab, gitea or bitbucket; null when unknown
 * @param apiUrl base of the Git host's API, null for the host's usual one
 * @param team who owns it, null for nobody
 * @param dependsOn names of the applications that it calls
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
    @Nullable String team,
    List<String> dependsOn,
    Instant createdAt,
    String createdBy) {}
