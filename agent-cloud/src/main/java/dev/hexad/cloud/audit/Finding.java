package dev.hexad.cloud.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a check found at a resource.
 *
 * @param state OPEN, RESOLVED, or EXCEPTED while an exception is in force
 * @param opened how many times it was opened
 * @param exception who lets it pass until when and why; null when nobody does
 */
record Finding(
    UUID id,
    String checkId,
    Severity severity,
    UUID uid,
    String provider,
    String account,
    String region,
    String type,
    String resourceId,
    String name,
    @Nullable String owner,
    String state,
    String message,
    JsonNode evidence,
    Instant openedAt,
    Instant seenAt,
    @Nullable Instant resolvedAt,
    int opened,
    @Nullable String exception) {}
