package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;

/** What can be done to access keys. */
final class IamActions {
  private static final Set<String> KEY = Set.of("aws.iam.access-key");

  private IamActions() {}

  static List<ActionSpec<AwsRegion, ?>> all() {
    return List.of(
        new ActionSpec<>(
            "deactivate-key",
            "Refuses a key, until it is activated again.",
            Risk.DISRUPTIVE,
            KEY,
            Nothing.class,
            List.of("iam:ListAccessKeys", "iam:UpdateAccessKey"),
            (aws, target, none) -> status(aws, target, StatusType.INACTIVE)),
        new ActionSpec<>(
            "activate-key",
            "Accepts a key again.",
            Risk.DISRUPTIVE,
            KEY,
            Nothing.class,
            List.of("iam:ListAccessKeys", "iam:UpdateAccessKey"),
            (aws, target, none) -> status(aws, target, StatusType.ACTIVE)),
        new ActionSpec<>(
            "delete-key",
            "Deletes a key for ever; deactivate it first and wait.",
            Risk.DESTRUCTIVE,
            KEY,
            Nothing.class,
            List.of("iam:DeleteAccessKey", "iam:ListAccessKeys"),
            IamActions::delete));
  }

  private static IamClient iam(AwsRegion aws) {
    return aws.client(IamClient.class, IamClient::builder);
  }

  /** The name is user/key. */
  private static String user(ActionTarget target) {
    return target.name().substring(0, target.name().lastIndexOf('/'));
  }

  private static List<AccessKeyMetadata> keys(AwsRegion aws, ActionTarget target) {
    var answer = Failures.orNull(() -> iam(aws).listAccessKeys(r -> r.userName(user(target))));
    return answer == null
        ? List.of()
        : answer.accessKeyMetadata().stream()
            .filter(key -> key.accessKeyId().equals(target.id()))
            .toList();
  }

  private static Sight status(AwsRegion aws, ActionTarget target, StatusType wish) {
    List<AccessKeyMetadata> keys = keys(aws, target);
    if (keys.isEmpty()) {
      throw dev.hexad.contracts.problem.HexadException.notFound("key", target.id());
    }
    StatusType before = keys.getFirst().status();
    if (before == wish) {
      return Sight.alreadyDone(wish.toString());
    }
    return new Sight(
        false,
        before.toString(),
        wish.toString(),
        new Inverse(wish == StatusType.ACTIVE ? "deactivate-key" : "activate-key", new Nothing()),
        () ->
            iam(aws)
                .updateAccessKey(
                    r -> r.userName(user(target)).accessKeyId(target.id()).status(wish)));
  }

  private static Sight delete(AwsRegion aws, ActionTarget target, Nothing none) {
    List<AccessKeyMetadata> keys = keys(aws, target);
    if (keys.isEmpty()) {
      return Sight.alreadyDone("deleted");
    }
    return new Sight(
        false,
        keys.getFirst().statusAsString(),
        "deleted",
        null,
        () -> iam(aws).deleteAccessKey(r -> r.userName(user(target)).accessKeyId(target.id())));
  }
}
