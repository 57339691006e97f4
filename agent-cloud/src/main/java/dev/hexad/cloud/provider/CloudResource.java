package dev.hexad.cloud.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A resource in the form that all providers share.
 *
 * @param type singular with its provider and service, for example {@code aws.ec2.instance}
 * @param id unique among resources of the type in the account
 * @param raw what the provider says, without what changes from one look to the next
 */
public record CloudResource(
    String type,
    String id,
    String name,
    String region,
    String state,
    Map<String, String> tags,
    @Nullable Instant created,
    List<Relation> relations,
    JsonNode raw) {
  public CloudResource {
    tags = Map.copyOf(tags);
    relations = List.copyOf(relations);
  }
}
