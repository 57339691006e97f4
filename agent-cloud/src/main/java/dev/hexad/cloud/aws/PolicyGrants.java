package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.GrantActions;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.Sight;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** Managed policies of users, groups and roles. */
final class PolicyGrants implements GrantActions.Granting<AwsRegion, PolicyGrants.Policy> {
  /** What is in a policy of its own: whoever has it may give rights. */
  static final List<String> GIVING =
      List.of("iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy");

  private static final List<String> LOOKING =
      List.of(
          "iam:ListAttachedGroupPolicies",
          "iam:ListAttachedRolePolicies",
          "iam:ListAttachedUserPolicies");
  private static final List<String> TAKING =
      List.of("iam:DetachGroupPolicy", "iam:DetachRolePolicy", "iam:DetachUserPolicy");
  private static final Set<String> TYPES = Set.of("aws.iam.group", "aws.iam.role", "aws.iam.user");

  /** A managed policy. */
  record Policy(String policyArn) {
    Policy {
      if (policyArn == null || !policyArn.matches("arn:[a-z-]+:iam::[^:]*:policy/.+")) {
        throw new IllegalArgumentException("policyArn must be the ARN of a managed policy");
      }
    }
  }

  static List<ActionSpec<AwsRegion, ?>> all(Predicate<String> mayGive) {
    return GrantActions.of(
        TYPES, Policy.class, both(GIVING), both(TAKING), mayGive, new PolicyGrants());
  }

  private static List<String> both(List<String> changing) {
    return Stream.concat(changing.stream(), LOOKING.stream()).toList();
  }

  @Override
  public String what(Policy grant) {
    return grant.policyArn();
  }

  @Override
  public GrantActions.Found find(AwsRegion aws, ActionTarget target, Policy grant) {
    IamClient iam = aws.client(IamClient.class, IamClient::builder);
    boolean there =
        attached(iam, target).stream().anyMatch(p -> p.policyArn().equals(grant.policyArn()));
    return new GrantActions.Found(there, change(iam, target, grant.policyArn(), there));
  }

  private static List<AttachedPolicy> attached(IamClient iam, ActionTarget target) {
    String name = target.id();
    return switch (target.type()) {
      case "aws.iam.group" ->
          iam.listAttachedGroupPoliciesPaginator(r -> r.groupName(name)).attachedPolicies().stream()
              .toList();
      case "aws.iam.role" ->
          iam.listAttachedRolePoliciesPaginator(r -> r.roleName(name)).attachedPolicies().stream()
              .toList();
      default ->
          iam.listAttachedUserPoliciesPaginator(r -> r.userName(name)).attachedPolicies().stream()
              .toList();
    };
  }

  private static Sight.Call change(IamClient iam, ActionTarget target, String arn, boolean there) {
    String name = target.id();
    return () -> {
      switch (target.type()) {
        case "aws.iam.group" -> {
          if (there) {
            iam.detachGroupPolicy(r -> r.groupName(name).policyArn(arn));
          } else {
            iam.attachGroupPolicy(r -> r.groupName(name).policyArn(arn));
          }
        }
        case "aws.iam.role" -> {
          if (there) {
            iam.detachRolePolicy(r -> r.roleName(name).policyArn(arn));
          } else {
            iam.attachRolePolicy(r -> r.roleName(name).policyArn(arn));
          }
        }
        default -> {
          if (there) {
            iam.detachUserPolicy(r -> r.userName(name).policyArn(arn));
          } else {
            iam.attachUserPolicy(r -> r.userName(name).policyArn(arn));
          }
        }
      }
      return Outcome.DONE;
    };
  }
}
