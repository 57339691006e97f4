package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Settings with one value: the inverse is the same action with the value from before. */
final class SettingActions {
  private SettingActions() {}

  /** On or off. */
  record Switch(boolean enabled) {}

  /** For how many days logs are kept; 0 for ever. */
  record Retention(int days) {}

  /** Bounds and the wish between them. */
  record Size(int min, int max, int desired) {
    Size {
      if (min < 0 || desired < min || desired > max) {
        throw new IllegalArgumentException("0 <= min <= desired <= max must hold");
      }
    }
  }

  /** How many tasks run. */
  record Count(int desired) {
    Count {
      if (desired < 0) {
        throw new IllegalArgumentException("desired must be 0 or more");
      }
    }
  }

  static List<ActionSpec<AwsRegion, ?>> all() {
    return List.of(
        new ActionSpec<>(
            "set-key-rotation",
            "Has a key replaced by AWS each year, or not.",
            Risk.REVERSIBLE,
            Set.of("aws.kms.key"),
            Switch.class,
            List.of("kms:DisableKeyRotation", "kms:EnableKeyRotation", "kms:GetKeyRotationStatus"),
            (aws, target, wish) -> {
              KmsClient kms = aws.client(KmsClient.class, KmsClient::builder);
              boolean on =
                  Boolean.TRUE.equals(
                      kms.getKeyRotationStatus(r -> r.keyId(target.id())).keyRotationEnabled());
              return setting(
                  "set-key-rotation",
                  new Switch(on),
                  wish,
                  w -> {
                    if (w.enabled()) {
                      kms.enableKeyRotation(r -> r.keyId(target.id()));
                    } else {
                      kms.disableKeyRotation(r -> r.keyId(target.id()));
                    }
                  });
            }),
        new ActionSpec<>(
            "set-scan-on-push",
            "Has images looked at for known weaknesses when they are pushed, or not.",
            Risk.REVERSIBLE,
            Set.of("aws.ecr.repository"),
            Switch.class,
            List.of("ecr:DescribeRepositories", "ecr:PutImageScanningConfiguration"),
            (aws, target, wish) -> {
              EcrClient ecr = aws.client(EcrClient.class, EcrClient::builder);
              var scanning =
                  ecr.describeRepositories(r -> r.repositoryNames(target.name()))
                      .repositories()
                      .getFirst()
                      .imageScanningConfiguration();
              return setting(
                  "set-scan-on-push",
                  new Switch(scanning != null && Boolean.TRUE.equals(scanning.scanOnPush())),
                  wish,
                  w ->
                      ecr.putImageScanningConfiguration(r ->
                          r.repositoryName(target.name())
                              .imageScanningConfiguration(c -> c.scanOnPush(w.enabled()))));
            }),
        new ActionSpec<>(
            "set-log-retention",
            "Keeps logs for some days; what is older goes.",
            Risk.DESTRUCTIVE,
            Set.of("aws.logs.group"),
            Retention.class,
            List.of(
                "logs:DeleteRetentionPolicy", "logs:DescribeLogGroups", "logs:PutRetentionPolicy"),
            (aws, target, wish) -> {
              var logs = aws.client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
              Integer days =
                  logs
                      .describeLogGroups(r -> r.logGroupNamePrefix(target.name()))
                      .logGroups()
                      .stream()
                      .filter(group -> group.logGroupName().equals(target.name()))
                      .map(group -> number(group.retentionInDays()))
                      .findFirst()
                      .orElse(0);
              return setting(
                  "set-log-retention",
                  new Retention(days),
                  wish,
                  w -> {
                    if (w.days() == 0) {
                      logs.deleteRetentionPolicy(r -> r.logGroupName(target.name()));
                    } else {
                      logs.putRetentionPolicy(
                          r -> r.logGroupName(target.name()).retentionInDays(w.days()));
                    }
                  });
            }),
        new ActionSpec<>(
            "set-logging",
            "Has a trail written, or not.",
            Risk.DISRUPTIVE,
            Set.of("aws.cloudtrail.trail"),
            Switch.class,
            List.of(
                "cloudtrail:GetTrailStatus", "cloudtrail:StartLogging", "cloudtrail:StopLogging"),
            (aws, target, wish) -> {
              var trails = aws.client(CloudTrailClient.class, CloudTrailClient::builder);
              boolean on =
                  Boolean.TRUE.equals(trails.getTrailStatus(r -> r.name(target.id())).isLogging());
              return setting(
                  "set-logging",
                  new Switch(on),
                  wish,
                  w -> {
                    if (w.enabled()) {
                      trails.startLogging(r -> r.name(target.name()));
                    } else {
                      trails.stopLogging(r -> r.name(target.name()));
                    }
                  });
            }),
        new ActionSpec<>(
            "set-recovery",
            "Lets a table be brought back to any second of the last 35 days, or not.",
            Risk.REVERSIBLE,
            Set.of("aws.dynamodb.table"),
            Switch.class,
            List.of("dynamodb:DescribeContinuousBackups", "dynamodb:UpdateContinuousBackups"),
            (aws, target, wish) -> {
              var dynamo = aws.client(DynamoDbClient.class, DynamoDbClient::builder);
              var recovery =
                  dynamo
                      .describeContinuousBackups(r -> r.tableName(target.name()))
                      .continuousBackupsDescription()
                      .pointInTimeRecoveryDescription();
              boolean on =
                  recovery != null
                      && "ENABLED".equals(recovery.pointInTimeRecoveryStatusAsString());
              return setting(
                  "set-recovery",
                  new Switch(on),
                  wish,
                  w ->
                      dynamo.updateContinuousBackups(r ->
                          r.tableName(target.name())
                              .pointInTimeRecoverySpecification(
                                  s -> s.pointInTimeRecoveryEnabled(w.enabled()))));
            }),
        new ActionSpec<>(
            "set-default-encryption",
            "Has new disks in a region encrypted, or not.",
            Risk.REVERSIBLE,
            Set.of("aws.ec2.settings"),
            Switch.class,
            List.of(
                "ec2:DisableEbsEncryptionByDefault",
                "ec2:EnableEbsEncryptionByDefault",
                "ec2:GetEbsEncryptionByDefault"),
            (aws, target, wish) -> {
              Ec2Client ec2 = aws.client(Ec2Client.class, Ec2Client::builder);
              return setting(
                  "set-default-encryption",
                  new Switch(ec2.getEbsEncryptionByDefault(r -> {}).ebsEncryptionByDefault()),
                  wish,
                  w -> {
                    if (w.enabled()) {
                      ec2.enableEbsEncryptionByDefault(r -> {});
                    } else {
                      ec2.disableEbsEncryptionByDefault(r -> {});
                    }
                  });
            }),
        new ActionSpec<>(
            "scale-group",
            "Sets the size of a group that scales.",
            Risk.DISRUPTIVE,
            Set.of("aws.autoscaling.group"),
            Size.class,
            List.of("autoscaling:DescribeAutoScalingGroups", "autoscaling:UpdateAutoScalingGroup"),
            (aws, target, wish) -> {
              var scaling = aws.client(AutoScalingClient.class, AutoScalingClient::builder);
              var group =
                  scaling
                      .describeAutoScalingGroups(r -> r.autoScalingGroupNames(target.name()))
                      .autoScalingGroups()
                      .getFirst();
              return setting(
                  "scale-group",
                  new Size(group.minSize(), group.maxSize(), group.desiredCapacity()),
                  wish,
                  w ->
                      scaling.updateAutoScalingGroup(r ->
                          r.autoScalingGroupName(target.name())
                              .minSize(w.min())
                              .maxSize(w.max())
                              .desiredCapacity(w.desired())));
            }),
        new ActionSpec<>(
            "scale-service",
            "Sets how many tasks of a service run.",
            Risk.DISRUPTIVE,
            Set.of("aws.ecs.service"),
            Count.class,
            List.of("ecs:DescribeServices", "ecs:UpdateService"),
            (aws, target, wish) -> {
              EcsClient ecs = aws.client(EcsClient.class, EcsClient::builder);
              String[] parts = target.id().split("/");
              String cluster = parts[parts.length - 2];
              var service =
                  ecs.describeServices(r -> r.cluster(cluster).services(target.name()))
                      .services()
                      .getFirst();
              return setting(
                  "scale-service",
                  new Count(number(service.desiredCount())),
                  wish,
                  w ->
                      ecs.updateService(r ->
                          r.cluster(cluster).service(target.name()).desiredCount(w.desired())));
            }));
  }

  private static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  private static <P extends Record> Sight setting(
      String action, P before, P wish, Consumer<P> change) {
    if (before.equals(wish)) {
      return Sight.alreadyDone(wish.toString());
    }
    return new Sight(
        false,
        before.toString(),
        wish.toString(),
        new Inverse(action, before),
        () -> change.accept(wish));
  }
}
