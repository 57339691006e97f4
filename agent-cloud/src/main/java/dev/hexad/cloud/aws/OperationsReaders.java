package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** Logs, trails and groups that scale. */
final class OperationsReaders {
  private OperationsReaders() {}

  /** Log groups. */
  static final class Logs implements ServiceReader {
    @Override
    public String service() {
      return "logs";
    }

    @Override
    public List<String> permissions() {
      return List.of("logs:DescribeLogGroups");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      var logs = aws.client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
      logs.describeLogGroupsPaginator().logGroups().stream()
          .map(group -> group(aws, group))
          .forEach(found);
    }

    private static CloudResource group(AwsRegion aws, LogGroup group) {
      Long created = group.creationTime();
      return Draft.of("logs.group", group.arn(), group)
          .without("StoredBytes")
          .in(aws)
          .name(group.logGroupName())
          .created(created == null ? null : Instant.ofEpochMilli(created))
          .link("encrypted with", "kms.key", group.kmsKeyId())
          .done();
    }
  }

  /** Trails, each where it lives. */
  static final class CloudTrail implements ServiceReader {
    @Override
    public String service() {
      return "cloudtrail";
    }

    @Override
    public List<String> permissions() {
      return List.of("cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      var trails = aws.client(CloudTrailClient.class, CloudTrailClient::builder);
      for (Trail trail : trails.describeTrails(r -> r.includeShadowTrails(false)).trailList()) {
        String arn = trail.trailARN();
        var status = trails.getTrailStatus(r -> r.name(arn));
        found.accept(
            Draft.of("cloudtrail.trail", arn, trail)
                .in(aws)
                .name(trail.name())
                .state(Boolean.TRUE.equals(status.isLogging()) ? "logging" : "stopped")
                .link("writes to", "s3.bucket", trail.s3BucketName())
                .done());
      }
    }
  }

  /** Groups that scale. */
  static final class AutoScaling implements ServiceReader {
    @Override
    public String service() {
      return "autoscaling";
    }

    @Override
    public List<String> permissions() {
      return List.of("autoscaling:DescribeAutoScalingGroups");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      var scaling = aws.client(AutoScalingClient.class, AutoScalingClient::builder);
      scaling.describeAutoScalingGroupsPaginator().autoScalingGroups().stream()
          .map(group -> group(aws, group))
          .forEach(found);
    }

    private static CloudResource group(AwsRegion aws, AutoScalingGroup group) {
      var draft =
          Draft.of("autoscaling.group", group.autoScalingGroupARN(), group)
              .in(aws)
              .name(group.autoScalingGroupName())
              .state(group.status())
              .created(group.createdTime())
              .tags(group.tags(), t -> t.key(), t -> t.value());
      group.instances().forEach(i -> draft.link("has", "ec2.instance", i.instanceId()));
      return draft.done();
    }
  }
}
