package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.contracts.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Makes a second key for the user of a key, and hands it over by a secret of Secrets Manager. The
 * version of the secret is named after the key, so that nobody has to read a secret to know which
 * key it holds.
 */
final class KeyRotation {
  private static final Set<String> KEY = Set.of("aws.iam.access-key");
  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";

  private KeyRotation() {}

  /** The secret that whoever uses the key reads it from. */
  record Handover(String secretArn) {
    private static final Pattern ARN =
        Pattern.compile("arn:[a-z-]+:secretsmanager:([a-z0-9-]+):([0-9]{12}):secret:.+");

    Handover {
      if (secretArn == null || !ARN.matcher(secretArn).matches()) {
        throw new IllegalArgumentException("secretArn must be the ARN of a secret");
      }
    }

    private SecretsManagerClient client(AwsRegion aws, ActionTarget target) {
      Matcher arn = ARN.matcher(secretArn);
      if (!arn.matches() || !arn.group(2).equals(target.account())) {
        throw refused("The secret must be of the account " + target.account() + ".");
      }
      return new AwsRegion(aws.clients(), Region.of(arn.group(1)))
          .client(SecretsManagerClient.class, SecretsManagerClient::builder);
    }
  }

  static List<ActionSpec<AwsRegion, ?>> all() {
    return List.of(
        new ActionSpec<>(
            "rotate-key",
            "Makes a new key for the same user and puts it into a secret; the old one stays good.",
            Risk.DISRUPTIVE,
            KEY,
            Handover.class,
            List.of(
                "iam:CreateAccessKey",
                "iam:DeleteAccessKey",
                "iam:ListAccessKeys",
                "secretsmanager:DescribeSecret",
                "secretsmanager:PutSecretValue"),
            KeyRotation::rotate),
        new ActionSpec<>(
            "unrotate-key",
            "Makes the secret hold the key before, and deletes the new one.",
            Risk.DISRUPTIVE,
            KEY,
            Handover.class,
            List.of(
                "iam:DeleteAccessKey",
                "iam:ListAccessKeys",
                "secretsmanager:DescribeSecret",
                "secretsmanager:UpdateSecretVersionStage"),
            KeyRotation::unrotate));
  }

  private static ProviderException refused(String message) {
    return ProviderException.of(ProviderException.Kind.REFUSED, message);
  }

  /** The version of a secret that holds a key. */
  private static String version(String keyId) {
    return UUID.nameUUIDFromBytes(("hexad:" + keyId).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String user(ActionTarget target) {
    return target.name().substring(0, target.name().lastIndexOf('/'));
  }

  private static IamClient iam(AwsRegion aws) {
    return aws.client(IamClient.class, IamClient::builder);
  }

  private static List<AccessKeyMetadata> keys(AwsRegion aws, ActionTarget target) {
    return iam(aws).listAccessKeys(r -> r.userName(user(target))).accessKeyMetadata();
  }

  private static Optional<AccessKeyMetadata> other(
      List<AccessKeyMetadata> keys, ActionTarget target) {
    return keys.stream().filter(key -> !key.accessKeyId().equals(target.id())).findFirst();
  }

  private static Map<String, List<String>> versions(
      SecretsManagerClient secrets, Handover handover) {
    return secrets.describeSecret(r -> r.secretId(handover.secretArn())).versionIdsToStages();
  }

  private static Sight rotate(AwsRegion aws, ActionTarget target, Handover handover) {
    SecretsManagerClient secrets = handover.client(aws, target);
    Map<String, List<String>> versions = versions(secrets, handover);
    List<AccessKeyMetadata> keys = keys(aws, target);
    if (keys.stream().noneMatch(key -> key.accessKeyId().equals(target.id()))) {
      throw ProviderException.of(
          ProviderException.Kind.NOT_FOUND, "The key " + target.id() + " is gone.");
    }
    Optional<AccessKeyMetadata> other = other(keys, target);
    if (other.isPresent()) {
      String id = other.get().accessKeyId();
      if (versions.getOrDefault(version(id), List.of()).contains(CURRENT)) {
        return Sight.alreadyDone("the secret holds the key " + id);
      }
      throw refused(
          "The user has another key, %s, which this secret does not hold; delete one of them first."
              .formatted(id));
    }
    return new Sight(
        false,
        "one key",
        "a second key, which the secret holds",
        new Inverse("unrotate-key", handover),
        () -> handOver(iam(aws), secrets, user(target), handover));
  }

  /** A key that could not be handed over is taken back: nobody would ever have its secret. */
  private static void handOver(
      IamClient iam, SecretsManagerClient secrets, String user, Handover handover) {
    AccessKey key = iam.createAccessKey(r -> r.userName(user)).accessKey();
    try {
      String content =
          Json.write(
              Map.of("accessKeyId", key.accessKeyId(), "secretAccessKey", key.secretAccessKey()));
      secrets.putSecretValue(r ->
          r.secretId(handover.secretArn())
              .clientRequestToken(version(key.accessKeyId()))
              .secretString(content));
    } catch (SdkException e) {
      if (versions(secrets, handover).containsKey(version(key.accessKeyId()))) {
        return;
      }
      iam.deleteAccessKey(r -> r.userName(user).accessKeyId(key.accessKeyId()));
      throw refused("The new key could not be put into the secret: " + Failures.of(e).getMessage());
    }
  }

  private static Sight unrotate(AwsRegion aws, ActionTarget target, Handover handover) {
    SecretsManagerClient secrets = handover.client(aws, target);
    List<AccessKeyMetadata> keys = keys(aws, target);
    Optional<AccessKeyMetadata> other = other(keys, target);
    Map<String, List<String>> versions = versions(secrets, handover);
    if (other.isEmpty() || !versions.containsKey(version(other.get().accessKeyId()))) {
      return Sight.alreadyDone("one key");
    }
    if (keys.stream()
        .noneMatch(key ->
            key.accessKeyId().equals(target.id()) && key.statusAsString().equals("Active"))) {
      throw refused("The key " + target.id() + " is not active; activate it first.");
    }
    String id = other.get().accessKeyId();
    return new Sight(
        false,
        "the secret holds the key " + id,
        "one key",
        null,
        () -> {
          if (versions.getOrDefault(version(id), List.of()).contains(CURRENT)) {
            secrets.updateSecretVersionStage(r ->
                r.secretId(handover.secretArn())
                    .versionStage(CURRENT)
                    .removeFromVersionId(version(id))
                    .moveToVersionId(previous(versions)));
          }
          iam(aws).deleteAccessKey(r -> r.userName(user(target)).accessKeyId(id));
        });
  }

  private static String previous(Map<String, List<String>> versions) {
    return versions.entrySet().stream()
        .filter(version -> version.getValue().contains(PREVIOUS))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> refused("The secret has no version before; put the key into it first."));
  }
}
