package dev.hexad.cloud.aws;

import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A policy for AWS that allows these, and nothing else. */
final class PolicyText {
  private PolicyText() {}

  static JsonNode of(String id, Set<String> permissions) {
    var statement =
        Map.of("Sid", id, "Effect", "Allow", "Action", List.copyOf(permissions), "Resource", "*");
    return Json.tree(Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
  }

  /** As {@link #of}, for the policies that whoever uses it names. */
  static JsonNode granting(Set<String> permissions) {
    var only =
        Map.of(
            "ArnEquals",
            Map.of("iam:PolicyARN", List.of("arn:aws:iam::aws:policy/ReadOnlyAccess")));
    var statement =
        Map.of(
            "Sid",
            "HexadGrant",
            "Effect",
            "Allow",
            "Action",
            List.copyOf(permissions),
            "Resource",
            "*",
            "Condition",
            only);
    return Json.tree(Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
  }
}
