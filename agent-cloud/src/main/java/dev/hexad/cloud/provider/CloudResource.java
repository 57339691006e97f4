package dev.hexad.cloud.provider;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A resource in the form that all providers share.
 *
 * @param type singular, for example {@code container}
 * @param id unique among resources of the type in the account
 * @param raw what the provider says, without what changes from one look to the next
 */
public record CloudResource(
    String type,
    String id,
    String name,
    String region,
    String state,
    Map<String, String> labels,
    @Nullable Instant created,
    JsonNode raw) {
  public CloudResource {
    labels = Map.copyOf(labels);
  }
}
