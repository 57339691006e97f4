package dev.hexad.iac.plan;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One resource of a plan. Sensitive values are masked.
 *
 * @param action {@code create}, {@code update}, {@code replace}, {@code delete}, {@code read},
 *     {@code forget} or {@code no-op}
 * @param before absent when it is created
 * @param after absent when it is deleted
 * @param reason why it is replaced or deleted, where the tool says so
 * @param movedFrom the address that it had before, null when it had this one
 * @param imported whether it is taken over from outside
 */
record PlannedChange(
    String address,
    String type,
    String action,
    @Nullable JsonNode before,
    @Nullable JsonNode after,
    @Nullable String reason,
    @Nullable String movedFrom,
    @Nullable Boolean imported) {}
