package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import tools.jackson.databind.node.ObjectNode;

/** Machines and what they are made of. */
final class Ec2Reader implements ServiceReader {
  private static final int PAGE = 500;

  @Override
  public String service() {
    return "ec2";
  }

  @Override
  public List<String> permissions() {
    return List.of(
        "ec2:DescribeImages",
        "ec2:DescribeInstances",
        "ec2:DescribeKeyPairs",
        "ec2:DescribeRegions",
        "ec2:DescribeSnapshots",
        "ec2:DescribeVolumes",
        "ec2:GetEbsEncryptionByDefault");
  }

  @Override
  public void read(AwsRegion aws, Consumer<CloudResource> found) {
    Ec2Client ec2 = aws.client(Ec2Client.class, Ec2Client::builder);
    Pages.each(
        token -> ec2.describeInstances(r -> r.maxResults(PAGE).nextToken(token)),
        DescribeInstancesResponse::nextToken,
        page ->
            page.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(instance -> instance(aws, instance))
                .forEach(found));
    Pages.each(
        token -> ec2.describeVolumes(r -> r.maxResults(PAGE).nextToken(token)),
        DescribeVolumesResponse::nextToken,
        page -> page.volumes().stream().map(volume -> volume(aws, volume)).forEach(found));
    Pages.each(
        token -> ec2.describeSnapshots(r -> r.ownerIds("self").maxResults(PAGE).nextToken(token)),
        DescribeSnapshotsResponse::nextToken,
        page -> page.snapshots().stream().map(one -> snapshot(aws, one)).forEach(found));
    ec2.describeImagesPaginator(r -> r.owners("self")).images().stream()
        .map(image -> image(aws, image))
        .forEach(found);
    ec2.describeKeyPairs().keyPairs().stream().map(key -> key(aws, key)).forEach(found);
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.put(
        "EbsEncryptionByDefault", ec2.getEbsEncryptionByDefault(r -> {}).ebsEncryptionByDefault());
    found.accept(Draft.of("ec2.settings", aws.name(), settings).in(aws).done());
  }

  private static CloudResource instance(AwsRegion aws, Instance instance) {
    var draft =
        Draft.of("ec2.instance", instance.instanceId(), instance)
            .in(aws)
            .state(instance.state() == null ? null : instance.state().nameAsString())
            .created(instance.launchTime())
            .tags(instance.tags(), Tag::key, Tag::value)
            .link("in", "ec2.vpc", instance.vpcId())
            .link("in", "ec2.subnet", instance.subnetId())
            .link("from", "ec2.image", instance.imageId())
            .link("uses", "ec2.key-pair", keyPair(aws, instance.keyName()));
    instance.securityGroups().forEach(g -> draft.link("uses", "ec2.security-group", g.groupId()));
    instance.blockDeviceMappings().stream()
        .filter(device -> device.ebs() != null)
        .forEach(device -> draft.link("uses", "ec2.volume", device.ebs().volumeId()));
    if (instance.iamInstanceProfile() != null) {
      draft.link("acts as", "iam.instance-profile", instance.iamInstanceProfile().arn());
    }
    return draft.done();
  }

  private static CloudResource volume(AwsRegion aws, Volume volume) {
    var draft =
        Draft.of("ec2.volume", volume.volumeId(), volume)
            .in(aws)
            .state(volume.stateAsString())
            .created(volume.createTime())
            .tags(volume.tags(), Tag::key, Tag::value)
            .link("from", "ec2.snapshot", volume.snapshotId())
            .link("encrypted with", "kms.key", volume.kmsKeyId());
    volume.attachments().forEach(a -> draft.link("attached to", "ec2.instance", a.instanceId()));
    return draft.done();
  }

  private static CloudResource snapshot(AwsRegion aws, Snapshot snapshot) {
    return Draft.of("ec2.snapshot", snapshot.snapshotId(), snapshot)
        .without("Progress")
        .in(aws)
        .state(snapshot.stateAsString())
        .created(snapshot.startTime())
        .tags(snapshot.tags(), Tag::key, Tag::value)
        .link("of", "ec2.volume", snapshot.volumeId())
        .done();
  }

  private static CloudResource image(AwsRegion aws, Image image) {
    var draft =
        Draft.of("ec2.image", image.imageId(), image)
            .in(aws)
            .name(image.name())
            .state(image.stateAsString())
            .tags(image.tags(), Tag::key, Tag::value);
    image.blockDeviceMappings().stream()
        .filter(device -> device.ebs() != null)
        .forEach(device -> draft.link("made of", "ec2.snapshot", device.ebs().snapshotId()));
    return draft.done();
  }

  private static CloudResource key(AwsRegion aws, KeyPairInfo key) {
    return Draft.of("ec2.key-pair", keyPair(aws, key.keyName()), key)
        .in(aws)
        .name(key.keyName())
        .created(key.createTime())
        .tags(key.tags(), Tag::key, Tag::value)
        .done();
  }

  /** Names of key pairs hold in one region only. */
  private static String keyPair(AwsRegion aws, @Nullable String name) {
    return name == null || name.isBlank() ? "" : aws.name() + "/" + name;
  }

  static String lastPart(@Nullable String arn) {
    return arn == null ? "" : arn.substring(arn.lastIndexOf('/') + 1);
  }
}
