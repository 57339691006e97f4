package dev.hexad.orchestrator.hook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An outgoing webhook.
 *
 * @param types event types, or prefixes that end with {@code *}
 * @param applicationId only events about this application
 * @param secretName the stored secret that signs; a generated one is used when absent
 * @param failingSince when the first of the failures in a row was
 */
record Hook(
    UUID id,
    String name,
    String url,
    List<String> types,
    @Nullable UUID applicationId,
    @Nullable String secretName,
    boolean enabled,
    @Nullable String disabledReason,
    @Nullable Instant failingSince,
    long version,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy) {
  Hook {
    types = List.copyOf(types);
  }

  boolean wants(String type) {
    return types.stream()
        .anyMatch(wanted ->
            wanted.endsWith("*")
                ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                : type.equals(wanted));
  }
}
