package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionSpec.Looker;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.rds.RdsClient;

/** Takes away what costs and serves nothing; what something still needs stays. */
final class CleanupActions {
  /** Whoever wrote so lately may write again. */
  private static final Duration QUIET = Duration.ofDays(7);

  private CleanupActions() {}

  static List<ActionSpec<AwsRegion, ?>> all() {
    return List.of(
        removal(
            "release-address",
            "Gives an address back that nothing uses; it is lost.",
            "aws.ec2.address",
            List.of("ec2:DescribeAddresses", "ec2:ReleaseAddress"),
            CleanupActions::address),
        removal(
            "delete-snapshot",
            "Deletes a snapshot that no image is made of.",
            "aws.ec2.snapshot",
            List.of("ec2:DeleteSnapshot", "ec2:DescribeImages", "ec2:DescribeSnapshots"),
            CleanupActions::snapshot),
        removal(
            "deregister-image",
            "Takes away an image that no machine is made of; its snapshots stay.",
            "aws.ec2.image",
            List.of("ec2:DeregisterImage", "ec2:DescribeImages", "ec2:DescribeInstances"),
            CleanupActions::image),
        removal(
            "delete-nat-gateway",
            "Deletes a gateway that no route leads to.",
            "aws.ec2.nat-gateway",
            List.of("ec2:DeleteNatGateway", "ec2:DescribeNatGateways", "ec2:DescribeRouteTables"),
            CleanupActions::gateway),
        removal(
            "delete-load-balancer",
            "Deletes a load balancer that has no targets.",
            "aws.elbv2.load-balancer",
            List.of(
                "elasticloadbalancing:DeleteLoadBalancer",
                "elasticloadbalancing:DescribeLoadBalancers",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetHealth"),
            CleanupActions::balancer),
        removal(
            "delete-log-group",
            "Deletes logs that nothing was written to for a week.",
            "aws.logs.group",
            List.of("logs:DeleteLogGroup", "logs:DescribeLogGroups", "logs:DescribeLogStreams"),
            CleanupActions::logs),
        removal(
            "delete-db-snapshot",
            "Deletes a snapshot of a database that somebody took.",
            "aws.rds.snapshot",
            List.of("rds:DeleteDBSnapshot", "rds:DescribeDBSnapshots"),
            CleanupActions::databaseSnapshot));
  }

  private static ActionSpec<AwsRegion, Nothing> removal(
      String name,
      String description,
      String type,
      List<String> permissions,
      Looker<AwsRegion, Nothing> looker) {
    return new ActionSpec<>(
        name, description, Risk.DESTRUCTIVE, Set.of(type), Nothing.class, permissions, looker);
  }

  private static Ec2Client ec2(AwsRegion aws) {
    return aws.client(Ec2Client.class, Ec2Client::builder);
  }

  private static Sight removed(String before, Runnable act) {
    return new Sight(false, before, "deleted", null, act);
  }

  private static Sight gone() {
    return Sight.alreadyDone("deleted");
  }

  private static ProviderException refused(String message) {
    return ProviderException.of(ProviderException.Kind.REFUSED, message);
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }

  /** EC2 has said empty texts where it means nothing. */
  private static boolean isSet(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private static Sight address(AwsRegion aws, ActionTarget target, Nothing none) {
    var answer =
        Failures.orNull(() -> ec2(aws).describeAddresses(r -> r.allocationIds(target.id())));
    if (answer == null || answer.addresses().isEmpty()) {
      return gone();
    }
    var address = answer.addresses().getFirst();
    if (isSet(address.associationId()) || isSet(address.instanceId())) {
      throw refused("It is in use; only an address that nothing uses can be released.");
    }
    return removed(
        "unused " + address.publicIp(),
        () -> ec2(aws).releaseAddress(r -> r.allocationId(target.id())));
  }

  private static Sight snapshot(AwsRegion aws, ActionTarget target, Nothing none) {
    var answer = Failures.orNull(() -> ec2(aws).describeSnapshots(r -> r.snapshotIds(target.id())));
    if (answer == null || answer.snapshots().isEmpty()) {
      return gone();
    }
    ec2(aws).describeImages(r -> r.owners("self")).images().stream()
        .filter(image ->
            image.blockDeviceMappings().stream()
                .anyMatch(d -> d.ebs() != null && target.id().equals(d.ebs().snapshotId())))
        .findFirst()
        .ifPresent(image -> {
          throw refused("The image " + image.imageId() + " is made of it; take that away first.");
        });
    return removed(
        answer.snapshots().getFirst().stateAsString(),
        () -> ec2(aws).deleteSnapshot(r -> r.snapshotId(target.id())));
  }

  private static Sight image(AwsRegion aws, ActionTarget target, Nothing none) {
    var answer = Failures.orNull(() -> ec2(aws).describeImages(r -> r.imageIds(target.id())));
    if (answer == null || answer.images().isEmpty()) {
      return gone();
    }
    ec2(aws)
        .describeInstances(r -> r.filters(filter("image-id", target.id())))
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .filter(instance -> !"terminated".equals(instance.state().nameAsString()))
        .findFirst()
        .ifPresent(instance -> {
          throw refused("The machine " + instance.instanceId() + " is made of it.");
        });
    return removed(
        answer.images().getFirst().stateAsString(),
        () -> ec2(aws).deregisterImage(r -> r.imageId(target.id())));
  }

  private static Sight gateway(AwsRegion aws, ActionTarget target, Nothing none) {
    var answer =
        Failures.orNull(() -> ec2(aws).describeNatGateways(r -> r.natGatewayIds(target.id())));
    if (answer == null || answer.natGateways().isEmpty()) {
      return gone();
    }
    String state = answer.natGateways().getFirst().stateAsString();
    if (state.equals("deleted")) {
      return gone();
    }
    if (state.equals("deleting")) {
      return Sight.underWay(state);
    }
    ec2(aws)
        .describeRouteTables(r -> r.filters(filter("route.nat-gateway-id", target.id())))
        .routeTables()
        .stream()
        .findFirst()
        .ifPresent(table -> {
          throw refused("The route table " + table.routeTableId() + " leads to it.");
        });
    return Sight.watched(
        state, "deleted", null, () -> ec2(aws).deleteNatGateway(r -> r.natGatewayId(target.id())));
  }

  private static Sight balancer(AwsRegion aws, ActionTarget target, Nothing none) {
    var elb = aws.client(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);
    var answer =
        Failures.orNull(() -> elb.describeLoadBalancers(r -> r.loadBalancerArns(target.id())));
    if (answer == null || answer.loadBalancers().isEmpty()) {
      return gone();
    }
    long targets =
        elb.describeTargetGroups(r -> r.loadBalancerArn(target.id())).targetGroups().stream()
            .mapToLong(group ->
                elb.describeTargetHealth(r -> r.targetGroupArn(group.targetGroupArn()))
                    .targetHealthDescriptions()
                    .size())
            .sum();
    if (targets > 0) {
      throw refused("It has " + targets + " targets; take them off first.");
    }
    return removed("no targets", () -> elb.deleteLoadBalancer(r -> r.loadBalancerArn(target.id())));
  }

  private static Sight logs(AwsRegion aws, ActionTarget target, Nothing none) {
    var logs = aws.client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
    boolean there =
        logs.describeLogGroups(r -> r.logGroupNamePrefix(target.name())).logGroups().stream()
            .anyMatch(group -> group.logGroupName().equals(target.name()));
    if (!there) {
      return gone();
    }
    Instant last =
        logs
            .describeLogStreams(r ->
                r.logGroupName(target.name())
                    .orderBy(OrderBy.LAST_EVENT_TIME)
                    .descending(true)
                    .limit(1))
            .logStreams()
            .stream()
            .map(LogStream::lastEventTimestamp)
            .filter(millis -> millis != null)
            .findFirst()
            .map(Instant::ofEpochMilli)
            .orElse(Instant.EPOCH);
    if (last.isAfter(Instant.now().minus(QUIET))) {
      throw refused("It was written to at " + last + "; only what is quiet for a week can go.");
    }
    return removed("quiet", () -> logs.deleteLogGroup(r -> r.logGroupName(target.name())));
  }

  private static Sight databaseSnapshot(AwsRegion aws, ActionTarget target, Nothing none) {
    var rds = aws.client(RdsClient.class, RdsClient::builder);
    var answer =
        Failures.orNull(() -> rds.describeDBSnapshots(r -> r.dbSnapshotIdentifier(target.name())));
    if (answer == null || answer.dbSnapshots().isEmpty()) {
      return gone();
    }
    var snapshot = answer.dbSnapshots().getFirst();
    if (!"manual".equals(snapshot.snapshotType())) {
      throw refused(
          "It is " + snapshot.snapshotType() + ": AWS takes it away when its time is over.");
    }
    return removed(
        snapshot.status(), () -> rds.deleteDBSnapshot(r -> r.dbSnapshotIdentifier(target.name())));
  }
}
