package dev.hexad.cloud.gcp;

import dev.hexad.cloud.gcp.GoogleApi.Service;
import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.GrantActions;
import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bindings of the IAM policy of a project. The policy is set as it was read, with its etag: when
 * somebody else has changed it in between, Google Cloud refuses. Bindings with a condition stay.
 */
final class Bindings implements GrantActions.Granting<GoogleApi, Bindings.Binding> {
  /** What is in a role of its own: whoever has it may give rights. */
  static final List<String> PERMISSIONS =
      List.of("resourcemanager.projects.getIamPolicy", "resourcemanager.projects.setIamPolicy");

  private static final int WITH_CONDITIONS = 3;

  /** A role for somebody, for example {@code roles/viewer} for {@code user:anna@example.com}. */
  record Binding(String role, String member) {
    Binding {
      if (role == null || !role.matches("([a-z]+/[^/]+/)?roles/[A-Za-z0-9._]+")) {
        throw new IllegalArgumentException("role must be one such as roles/viewer");
      }
      // What is open to everybody is never given.
      if (member == null || !member.matches("(user|group|serviceAccount|domain):[^\\s]+")) {
        throw new IllegalArgumentException(
            "member must be user:…, group:…, serviceAccount:… or domain:…");
      }
    }
  }

  static List<ActionSpec<GoogleApi, ?>> all(Predicate<String> mayGive) {
    return GrantActions.of(
        Set.of("gcp.cloudresourcemanager.project"),
        Binding.class,
        PERMISSIONS,
        PERMISSIONS,
        mayGive,
        new Bindings());
  }

  @Override
  public String what(Binding grant) {
    return grant.role();
  }

  @Override
  public GrantActions.Found find(GoogleApi api, ActionTarget target, Binding grant) {
    String project = AssetName.path(target.id());
    ObjectNode question = Json.mapper().createObjectNode();
    question.putObject("options").put("requestedPolicyVersion", WITH_CONDITIONS);
    ObjectNode policy = (ObjectNode) api.ask(Service.PROJECTS, project + ":getIamPolicy", question);
    boolean there =
        policy
            .path("bindings")
            .valueStream()
            .filter(binding -> isOf(binding, grant))
            .flatMap(binding -> binding.path("members").valueStream())
            .anyMatch(member -> member.asString("").equals(grant.member()));
    ObjectNode wish = Json.mapper().createObjectNode();
    wish.set("policy", there ? without(policy, grant) : with(policy, grant));
    return new GrantActions.Found(
        there, () -> api.post(Service.PROJECTS, project + ":setIamPolicy", wish));
  }

  private static boolean isOf(JsonNode binding, Binding grant) {
    return binding.path("role").asString("").equals(grant.role()) && !binding.has("condition");
  }

  private static ObjectNode with(ObjectNode policy, Binding grant) {
    ObjectNode changed = policy.deepCopy();
    ArrayNode bindings =
        changed.path("bindings") instanceof ArrayNode there ? there : changed.putArray("bindings");
    for (JsonNode binding : bindings) {
      if (isOf(binding, grant) && binding.path("members") instanceof ArrayNode members) {
        members.add(grant.member());
        return changed;
      }
    }
    bindings.addObject().put("role", grant.role()).putArray("members").add(grant.member());
    return changed;
  }

  private static ObjectNode without(ObjectNode policy, Binding grant) {
    ObjectNode changed = policy.deepCopy();
    ArrayNode kept = changed.putArray("bindings");
    for (JsonNode binding : policy.path("bindings")) {
      ObjectNode copy = (ObjectNode) binding.deepCopy();
      if (isOf(binding, grant)) {
        ArrayNode members = copy.putArray("members");
        binding
            .path("members")
            .valueStream()
            .filter(member -> !member.asString("").equals(grant.member()))
            .forEach(members::add);
        if (members.isEmpty()) {
          continue;
        }
      }
      kept.add(copy);
    }
    return changed;
  }
}
