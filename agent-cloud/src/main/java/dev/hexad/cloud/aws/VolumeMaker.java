package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.TemplateActions.Found;
import dev.hexad.cloud.provider.TemplateActions.Maker;
import dev.hexad.cloud.provider.TemplateActions.Stage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Makes disks of snapshots. */
final class VolumeMaker implements Maker<AwsRegion, VolumeMaker.Disk> {
  /** How a disk is made: of type gp3 and encrypted when absent. */
  record Disk(String availabilityZone, @Nullable String volumeType, @Nullable String encrypted) {}

  @Override
  public String makes() {
    return "aws.ec2.volume";
  }

  @Override
  public String on() {
    return "aws.ec2.snapshot";
  }

  @Override
  public Class<Disk> settings() {
    return Disk.class;
  }

  @Override
  public List<String> permissions() {
    return List.of("ec2:CreateTags", "ec2:CreateVolume", "ec2:DeleteVolume", "ec2:DescribeVolumes");
  }

  @Override
  public Optional<Found> find(AwsRegion aws, ActionTarget target, String name, String place) {
    return ec2(aws)
        .describeVolumes(
            r -> r.filters(Created.filter(name), Created.filter(Created.TAG_OF, target.id())))
        .volumes()
        .stream()
        .map(VolumeMaker::found)
        .min(Comparator.comparing(Found::stage));
  }

  private static Found found(Volume volume) {
    return new Found(
        volume.volumeId(),
        switch (volume.state()) {
          case CREATING -> Stage.COMING;
          case DELETING -> Stage.GOING;
          case DELETED, ERROR -> Stage.GONE;
          case AVAILABLE, IN_USE, UNKNOWN_TO_SDK_VERSION -> Stage.THERE;
        });
  }

  @Override
  public Outcome make(AwsRegion aws, ActionTarget target, String name, Disk settings) {
    ec2(aws)
        .createVolume(r ->
            r.snapshotId(target.id())
                .clientToken(Created.token(target, name))
                .availabilityZone(settings.availabilityZone())
                .volumeType(settings.volumeType() == null ? "gp3" : settings.volumeType())
                .encrypted(!"false".equals(settings.encrypted()))
                .tagSpecifications(Created.tags(ResourceType.VOLUME, target, name)));
    return Outcome.WORKING;
  }

  @Override
  public Outcome remove(AwsRegion aws, ActionTarget target, Found found, String place) {
    var volumes = ec2(aws).describeVolumes(r -> r.volumeIds(found.id())).volumes();
    if (volumes.stream().anyMatch(volume -> !volume.attachments().isEmpty())) {
      throw ProviderException.of(
          ProviderException.Kind.REFUSED, "A machine uses " + found.id() + "; detach it first.");
    }
    ec2(aws).deleteVolume(r -> r.volumeId(found.id()));
    return Outcome.WORKING;
  }

  private static Ec2Client ec2(AwsRegion aws) {
    return aws.client(Ec2Client.class, Ec2Client::builder);
  }
}
