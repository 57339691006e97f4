package dev.hexad.iac.hosted;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A workspace of Terraform Cloud.
 *
 * @param directory in which it works, empty for the root of what is uploaded
 * @param mode {@code remote}, {@code agent} or {@code local}
 * @param lockedReason why it is locked, null when nobody said
 */
record HostedWorkspace(
    String id,
    String directory,
    String mode,
    boolean locked,
    @Nullable String lockedReason,
    @Nullable String terraformVersion,
    int resources) {
  static HostedWorkspace of(JsonNode data) {
    JsonNode about = data.path("attributes");
    return new HostedWorkspace(
        data.path("id").asString(""),
        about.path("working-directory").asString("").replaceAll("^(\\./|/)+|/+$", ""),
        about.path("execution-mode").asString("remote"),
        about.path("locked").asBoolean(false),
        about.path("locked-reason").asString(null),
        about.path("terraform-version").asString(null),
        about.path("resource-count").asInt(0));
  }
}
