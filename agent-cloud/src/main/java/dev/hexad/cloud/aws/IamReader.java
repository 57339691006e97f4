package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.message.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** People, roles, keys and what they may do. Times of use are kept to the day. */
final class IamReader implements ServiceReader {
  private static final int MOST_SERVICES = 100;

  private final UnusedServices unused = new UnusedServices(Clock.systemUTC());

  @Override
  public String service() {
    return "iam";
  }

  @Override
  public boolean global() {
    return true;
  }

  @Override
  public List<String> permissions() {
    return List.of(
        "iam:GenerateCredentialReport",
        "iam:GetAccessKeyLastUsed",
        "iam:GetAccountPasswordPolicy",
        "iam:GetAccountSummary",
        "iam:GetLoginProfile",
        "iam:GetCredentialReport",
        "iam:GetPolicyVersion",
        "iam:GetRolePolicy",
        "iam:GetUserPolicy",
        "iam:ListAccessKeys",
        "iam:ListAttachedGroupPolicies",
        "iam:ListAttachedRolePolicies",
        "iam:ListAttachedUserPolicies",
        "iam:ListGroups",
        "iam:ListGroupsForUser",
        "iam:ListMFADevices",
        "iam:ListPolicies",
        "iam:ListRolePolicies",
        "iam:ListRoles",
        "iam:ListUserPolicies",
        "iam:ListUsers",
        "sts:GetCallerIdentity");
  }

  @Override
  public void read(AwsRegion aws, Consumer<CloudResource> found) {
    IamClient iam = aws.client(IamClient.class, IamClient::builder);
    iam.listUsersPaginator().users().forEach(user -> user(iam, user, found));
    iam.listRolesPaginator().roles().stream().map(role -> role(aws, iam, role)).forEach(found);
    iam.listPoliciesPaginator(r -> r.scope(PolicyScopeType.LOCAL)).policies().stream()
        .map(policy -> policy(iam, policy))
        .forEach(found);
    iam.listGroupsPaginator().groups().stream()
        .map(group -> {
          var draft = Draft.of("iam.group", group.groupName(), group).created(group.createDate());
          var attached = Json.mapper().createArrayNode();
          iam.listAttachedGroupPoliciesPaginator(r -> r.groupName(group.groupName()))
              .attachedPolicies()
              .forEach(p -> {
                attached.add(SdkDocument.of(p));
                draft.link("may", "iam.policy", p.policyArn());
              });
          return draft.with("AttachedPolicies", attached).done();
        })
        .forEach(found);
    account(aws, iam, found);
  }

  private static void user(IamClient iam, User user, Consumer<CloudResource> found) {
    String name = user.userName();
    var draft =
        Draft.of("iam.user", name, user)
            .without("PasswordLastUsed")
            .created(user.createDate())
            .tags(user.tags(), Tag::key, Tag::value)
            .with("PasswordLastUsed", day(user.passwordLastUsed()));
    draft.with(
        "MFADevices",
        SdkDocument.of(
            iam.listMFADevicesPaginator(r -> r.userName(name)).mfaDevices().stream().toList()));
    var profile = Failures.orNull(() -> iam.getLoginProfile(r -> r.userName(name)));
    draft.with("LoginProfile", profile == null ? null : profile.loginProfile());
    ArrayNode attached = Json.mapper().createArrayNode();
    iam.listAttachedUserPoliciesPaginator(r -> r.userName(name))
        .attachedPolicies()
        .forEach(p -> {
          attached.add(SdkDocument.of(p));
          draft.link("may", "iam.policy", p.policyArn());
        });
    ArrayNode inline = Json.mapper().createArrayNode();
    iam.listUserPoliciesPaginator(r -> r.userName(name))
        .policyNames()
        .forEach(p ->
            inline.add(
                inline(
                    p, iam.getUserPolicy(r -> r.userName(name).policyName(p)).policyDocument())));
    iam.listGroupsForUserPaginator(r -> r.userName(name))
        .groups()
        .forEach(g -> draft.link("in", "iam.group", g.groupName()));
    found.accept(draft.with("AttachedPolicies", attached).with("InlinePolicies", inline).done());
    iam.listAccessKeysPaginator(r -> r.userName(name))
        .accessKeyMetadata()
        .forEach(key -> found.accept(key(iam, key)));
  }

  private static CloudResource key(IamClient iam, AccessKeyMetadata key) {
    String id = key.accessKeyId();
    var used = iam.getAccessKeyLastUsed(r -> r.accessKeyId(id)).accessKeyLastUsed();
    return Draft.of("iam.access-key", id, key)
        .name(key.userName() + "/" + id)
        .state(key.statusAsString())
        .created(key.createDate())
        .with("LastUsed", used == null ? null : day(used.lastUsedDate()))
        .link("of", "iam.user", key.userName())
        .done();
  }

  private CloudResource role(AwsRegion aws, IamClient iam, Role role) {
    String name = role.roleName();
    var draft =
        Draft.of("iam.role", name, role)
            .without("AssumeRolePolicyDocument", "RoleLastUsed")
            .created(role.createDate())
            .tags(role.tags(), Tag::key, Tag::value)
            .with("Trust", Policies.document(role.assumeRolePolicyDocument()));
    if (role.roleLastUsed() != null) {
      draft.with("LastUsed", day(role.roleLastUsed().lastUsedDate()));
    }
    ArrayNode attached = Json.mapper().createArrayNode();
    iam.listAttachedRolePoliciesPaginator(r -> r.roleName(name))
        .attachedPolicies()
        .forEach(p -> {
          attached.add(SdkDocument.of(p));
          draft.link("may", "iam.policy", p.policyArn());
        });
    ArrayNode inline = Json.mapper().createArrayNode();
    iam.listRolePoliciesPaginator(r -> r.roleName(name))
        .policyNames()
        .forEach(p ->
            inline.add(
                inline(
                    p, iam.getRolePolicy(r -> r.roleName(name).policyName(p)).policyDocument())));
    // Emulators do not have it, and roles of services have what AWS gives them.
    if (!aws.elsewhere() && !role.path().startsWith("/aws-service-role/")) {
      unused
          .of(iam, role.arn())
          .ifPresent(all -> {
            draft.with("UnusedServiceCount", Json.tree(all.size()));
            draft.with("UnusedServices", Json.tree(all.stream().limit(MOST_SERVICES).toList()));
          });
    }
    return draft.with("AttachedPolicies", attached).with("InlinePolicies", inline).done();
  }

  private static CloudResource policy(IamClient iam, Policy policy) {
    String arn = policy.arn();
    String version = policy.defaultVersionId();
    var document = iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version)).policyVersion();
    return Draft.of("iam.policy", arn, policy)
        .name(policy.policyName())
        .created(policy.createDate())
        .tags(policy.tags(), Tag::key, Tag::value)
        .with("Document", Policies.document(document.document()))
        .done();
  }

  private static void account(AwsRegion aws, IamClient iam, Consumer<CloudResource> found) {
    String id = aws.client(StsClient.class, StsClient::builder).getCallerIdentity().account();
    ObjectNode summary = Json.mapper().createObjectNode();
    iam.getAccountSummary()
        .summaryMapAsStrings()
        .forEach((key, value) -> {
          if (key.startsWith("Account")) {
            summary.put(key, value);
          }
        });
    var passwords = Failures.orNull(iam::getAccountPasswordPolicy);
    found.accept(
        Draft.of("iam.account", id, Json.mapper().createObjectNode())
            .with("Summary", summary)
            .with("LastUsed", day(RootUse.last(iam).orElse(null)))
            .with("PasswordPolicy", passwords == null ? null : passwords.passwordPolicy())
            .done());
  }

  private static ObjectNode inline(String name, String document) {
    ObjectNode node = Json.mapper().createObjectNode().put("PolicyName", name);
    var policy = Policies.document(document);
    if (policy != null) {
      node.set("Document", policy);
    }
    return node;
  }

  private static tools.jackson.databind.@Nullable JsonNode day(@Nullable Instant time) {
    return time == null ? null : Json.tree(time.truncatedTo(ChronoUnit.DAYS).toString());
  }
}
