package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.GrantActions;
import dev.hexad.contracts.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Assignments of roles on a resource or a resource group. */
final class Assignments implements GrantActions.Granting<AzureApi, Assignments.Assignment> {
  /** What is in a role of its own: whoever has it may give rights. */
  static final List<String> PERMISSIONS =
      List.of(
          "Microsoft.Authorization/roleAssignments/delete",
          "Microsoft.Authorization/roleAssignments/read",
          "Microsoft.Authorization/roleAssignments/write");

  private static final String VERSION = "2022-04-01";
  private static final String PLACE = "/providers/Microsoft.Authorization/roleAssignments";
  private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  /** Kinds of those who have rights. */
  enum Kind {
    User,
    Group,
    ServicePrincipal
  }

  /**
   * A role for somebody.
   *
   * @param role id of its definition, for example {@code acdd72a7-3385-48ef-bd42-f606fba81ae7}
   * @param principal id of who has it
   */
  record Assignment(String role, String principal, Kind kind) {
    Assignment {
      if (role == null || !role.matches(ID) || principal == null || !principal.matches(ID)) {
        throw new IllegalArgumentException("role and principal must be ids, as Azure has them");
      }
    }
  }

  static List<ActionSpec<AzureApi, ?>> all(Predicate<String> mayGive) {
    return GrantActions.of(
        AzureTags.TYPES, Assignment.class, PERMISSIONS, PERMISSIONS, mayGive, new Assignments());
  }

  @Override
  public String what(Assignment grant) {
    return grant.role();
  }

  @Override
  public GrantActions.Found find(AzureApi api, ActionTarget target, Assignment grant) {
    var found = new ArrayList<JsonNode>();
    api.list(
        target.id() + PLACE,
        VERSION,
        "principalId eq '" + grant.principal() + "'",
        row -> {
          if (isOf(row.path("properties"), target, grant)) {
            found.add(row);
          }
        });
    if (found.isEmpty()) {
      String path = target.id() + PLACE + "/" + name(target, grant);
      return new GrantActions.Found(
          false, () -> api.act("PUT", path, VERSION, body(target, grant)));
    }
    String name = found.getFirst().path("name").asString("");
    return new GrantActions.Found(
        true, () -> api.act("DELETE", target.id() + PLACE + "/" + name, VERSION, null));
  }

  /** Those of wider scopes are listed too. */
  private static boolean isOf(JsonNode properties, ActionTarget target, Assignment grant) {
    return properties.path("scope").asString("").equalsIgnoreCase(target.id())
        && properties
            .path("roleDefinitionId")
            .asString("")
            .toLowerCase(Locale.ROOT)
            .endsWith("/" + grant.role().toLowerCase(Locale.ROOT));
  }

  /** The same assignment has the same name, so that it is made once. */
  private static String name(ActionTarget target, Assignment grant) {
    String text = target.id() + " " + grant.role() + " " + grant.principal();
    return UUID.nameUUIDFromBytes(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static ObjectNode body(ActionTarget target, Assignment grant) {
    String subscription = target.id().replaceFirst("^(/subscriptions/[^/]+)/.*", "$1");
    ObjectNode body = Json.mapper().createObjectNode();
    body.putObject("properties")
        .put(
            "roleDefinitionId",
            subscription + "/providers/Microsoft.Authorization/roleDefinitions/" + grant.role())
        .put("principalId", grant.principal())
        .put("principalType", grant.kind().name());
    return body;
  }
}
