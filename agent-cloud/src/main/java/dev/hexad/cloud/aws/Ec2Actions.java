package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** What can be done to machines and their parts. */
final class Ec2Actions {
  private static final Set<String> INSTANCE = Set.of("aws.ec2.instance");

  private Ec2Actions() {}

  /**
   * Another size.
   *
   * @param instanceType for example {@code t3.small}
   */
  record Resize(String instanceType) {}

  /** Inbound from anywhere to these ports. */
  record OpenIngress(int fromPort, int toPort, String protocol, String cidr) {}

  static List<ActionSpec<AwsRegion, ?>> all() {
    return List.of(
        new ActionSpec<>(
            "start",
            "Starts a machine.",
            Risk.DISRUPTIVE,
            INSTANCE,
            Nothing.class,
            List.of("ec2:DescribeInstances", "ec2:StartInstances"),
            Ec2Actions::start),
        new ActionSpec<>(
            "stop",
            "Stops a machine; its disks stay, and cost.",
            Risk.DISRUPTIVE,
            INSTANCE,
            Nothing.class,
            List.of("ec2:DescribeInstances", "ec2:StopInstances"),
            Ec2Actions::stop),
        new ActionSpec<>(
            "resize",
            "Gives a stopped machine another size.",
            Risk.DISRUPTIVE,
            INSTANCE,
            Resize.class,
            List.of("ec2:DescribeInstances", "ec2:ModifyInstanceAttribute"),
            Ec2Actions::resize),
        new ActionSpec<>(
            "delete",
            "Ends a machine for ever.",
            Risk.DESTRUCTIVE,
            INSTANCE,
            Nothing.class,
            List.of("ec2:DescribeInstances", "ec2:TerminateInstances"),
            Ec2Actions::terminate),
        new ActionSpec<>(
            "delete-volume",
            "Deletes a disk that is not in use.",
            Risk.DESTRUCTIVE,
            Set.of("aws.ec2.volume"),
            Nothing.class,
            List.of("ec2:DescribeVolumes", "ec2:DeleteVolume"),
            Ec2Actions::deleteVolume),
        new ActionSpec<>(
            "snapshot",
            "Takes a snapshot of a disk, once a day.",
            Risk.REVERSIBLE,
            Set.of("aws.ec2.volume"),
            Nothing.class,
            List.of("ec2:CreateSnapshot", "ec2:CreateTags", "ec2:DescribeSnapshots"),
            Ec2Actions::snapshot),
        new ActionSpec<>(
            "revoke-ingress",
            "Closes a way in to a security group.",
            Risk.DISRUPTIVE,
            Set.of("aws.ec2.security-group"),
            OpenIngress.class,
            List.of("ec2:DescribeSecurityGroups", "ec2:RevokeSecurityGroupIngress"),
            (aws, target, rule) -> ingress(aws, target, rule, false)),
        new ActionSpec<>(
            "authorize-ingress",
            "Opens a way in to a security group.",
            Risk.DISRUPTIVE,
            Set.of("aws.ec2.security-group"),
            OpenIngress.class,
            List.of("ec2:AuthorizeSecurityGroupIngress", "ec2:DescribeSecurityGroups"),
            (aws, target, rule) -> ingress(aws, target, rule, true)));
  }

  private static Ec2Client ec2(AwsRegion aws) {
    return aws.client(Ec2Client.class, Ec2Client::builder);
  }

  private static Instance instance(AwsRegion aws, ActionTarget target) {
    return ec2(aws).describeInstances(r -> r.instanceIds(target.id())).reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .findFirst()
        .orElseThrow(() -> refused(ProviderException.Kind.NOT_FOUND, target.id() + " is gone."));
  }

  private static ProviderException refused(ProviderException.Kind kind, String message) {
    return ProviderException.of(kind, message);
  }

  private static ProviderException refused(String message) {
    return refused(ProviderException.Kind.REFUSED, message);
  }

  private static Sight start(AwsRegion aws, ActionTarget target, Nothing none) {
    String state = instance(aws, target).state().nameAsString();
    return switch (state) {
      case "running" -> Sight.alreadyDone(state);
      case "pending" -> Sight.underWay(state);
      case "stopped" ->
          Sight.watched(
              state,
              "running",
              new Inverse("stop", none),
              () -> ec2(aws).startInstances(r -> r.instanceIds(target.id())));
      default -> throw refused("It is " + state + "; only what is stopped can be started.");
    };
  }

  private static Sight stop(AwsRegion aws, ActionTarget target, Nothing none) {
    String state = instance(aws, target).state().nameAsString();
    return switch (state) {
      case "stopped" -> Sight.alreadyDone(state);
      case "stopping" -> Sight.underWay(state);
      case "running", "pending" ->
          Sight.watched(
              state,
              "stopped",
              new Inverse("start", none),
              () -> ec2(aws).stopInstances(r -> r.instanceIds(target.id())));
      default -> throw refused("It is " + state + "; only what runs can be stopped.");
    };
  }

  private static Sight resize(AwsRegion aws, ActionTarget target, Resize wish) {
    Instance instance = instance(aws, target);
    String before = instance.instanceTypeAsString();
    if (before.equals(wish.instanceType())) {
      return Sight.alreadyDone(before);
    }
    if (!"stopped".equals(instance.state().nameAsString())) {
      throw refused("It is " + instance.state().nameAsString() + "; stop it first.");
    }
    return new Sight(
        false,
        before,
        wish.instanceType(),
        new Inverse("resize", new Resize(before)),
        () ->
            ec2(aws)
                .modifyInstanceAttribute(r ->
                    r.instanceId(target.id()).instanceType(v -> v.value(wish.instanceType()))));
  }

  private static Sight terminate(AwsRegion aws, ActionTarget target, Nothing none) {
    String state = instance(aws, target).state().nameAsString();
    return switch (state) {
      case "terminated" -> Sight.alreadyDone(state);
      case "shutting-down" -> Sight.underWay(state);
      default ->
          Sight.watched(
              state,
              "terminated",
              null,
              () -> ec2(aws).terminateInstances(r -> r.instanceIds(target.id())));
    };
  }

  private static Sight deleteVolume(AwsRegion aws, ActionTarget target, Nothing none) {
    var answer = Failures.orNull(() -> ec2(aws).describeVolumes(r -> r.volumeIds(target.id())));
    if (answer == null || answer.volumes().isEmpty()) {
      return Sight.alreadyDone("deleted");
    }
    String state = answer.volumes().getFirst().stateAsString();
    if ("deleting".equals(state)) {
      return Sight.underWay(state);
    }
    if (!"available".equals(state)) {
      throw refused("It is " + state + "; only a disk that is not in use can be deleted.");
    }
    return Sight.watched(
        state, "deleted", null, () -> ec2(aws).deleteVolume(r -> r.volumeId(target.id())));
  }

  /** The day is part of the description, so that a second try finds the first one's snapshot. */
  private static Sight snapshot(AwsRegion aws, ActionTarget target, Nothing none) {
    String description =
        "Hexad: " + target.id() + " on " + java.time.LocalDate.now(java.time.ZoneOffset.UTC);
    Optional<Snapshot> there =
        ec2(aws)
            .describeSnapshots(r ->
                r.ownerIds("self")
                    .filters(Filter.builder().name("volume-id").values(target.id()).build()))
            .snapshots()
            .stream()
            .filter(s -> description.equals(s.description()))
            .findFirst();
    if (there.isPresent()) {
      return taken(there.get());
    }
    return Sight.watched(
        "no snapshot of today",
        "one more snapshot",
        null,
        () -> ec2(aws).createSnapshot(r -> r.volumeId(target.id()).description(description)));
  }

  private static Sight taken(Snapshot snapshot) {
    return switch (snapshot.stateAsString()) {
      case "pending" -> Sight.underWay("taken to " + snapshot.progress());
      case "error" -> throw refused("Today's snapshot failed: " + snapshot.stateMessage());
      default -> Sight.alreadyDone("has today's snapshot");
    };
  }

  private static Sight ingress(
      AwsRegion aws, ActionTarget target, OpenIngress rule, boolean wanted) {
    boolean there =
        ec2(aws).describeSecurityGroups(r -> r.groupIds(target.id())).securityGroups().stream()
            .flatMap(group -> group.ipPermissions().stream())
            .anyMatch(p -> is(p, rule));
    String words =
        rule.protocol() + " " + rule.fromPort() + "-" + rule.toPort() + " " + rule.cidr();
    if (there == wanted) {
      return Sight.alreadyDone(words + (there ? " is open" : " is closed"));
    }
    IpPermission permission =
        IpPermission.builder()
            .ipProtocol(rule.protocol())
            .fromPort(rule.fromPort())
            .toPort(rule.toPort())
            .ipRanges(IpRange.builder().cidrIp(rule.cidr()).build())
            .build();
    return new Sight(
        false,
        words + (there ? " is open" : " is closed"),
        words + (wanted ? " is open" : " is closed"),
        new Inverse(wanted ? "revoke-ingress" : "authorize-ingress", rule),
        () -> {
          if (wanted) {
            ec2(aws)
                .authorizeSecurityGroupIngress(
                    r -> r.groupId(target.id()).ipPermissions(permission));
          } else {
            ec2(aws)
                .revokeSecurityGroupIngress(r -> r.groupId(target.id()).ipPermissions(permission));
          }
        });
  }

  private static boolean is(IpPermission permission, OpenIngress rule) {
    Integer from = permission.fromPort();
    Integer to = permission.toPort();
    return permission.ipProtocol().equals(rule.protocol())
        && (from == null ? 0 : from) == rule.fromPort()
        && (to == null ? 0 : to) == rule.toPort()
        && permission.ipRanges().stream().anyMatch(range -> range.cidrIp().equals(rule.cidr()));
  }
}
