package dev.hexad.iac.hosted;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A version of a state that Terraform Cloud keeps.
 *
 * @param run that has written it, null for one that was pushed
 */
record HostedStateVersion(
    String id,
    long serial,
    @Nullable String createdAt,
    @Nullable Long bytes,
    @Nullable String status,
    @Nullable String terraformVersion,
    @Nullable String run) {
  static HostedStateVersion of(JsonNode data) {
    JsonNode about = data.path("attributes");
    JsonNode size = about.path("size");
    return new HostedStateVersion(
        data.path("id").asString(""),
        about.path("serial").asLong(0),
        about.path("created-at").asString(null),
        size.isNumber() ? size.asLong() : null,
        about.path("status").asString(null),
        about.path("terraform-version").asString(null),
        data.path("relationships").path("run").path("data").path("id").asString(null));
  }
}
