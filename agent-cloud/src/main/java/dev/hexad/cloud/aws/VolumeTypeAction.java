package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeModification;
import software.amazon.awssdk.services.ec2.model.VolumeModificationState;

/** Changes the type of a disk while it is in use. */
final class VolumeTypeAction {
  private static final String NAME = "set-volume-type";

  /** Above this many GiB a gp2 disk may give twice the throughput that a gp3 disk has for free. */
  private static final int FASTER_ABOVE = 170;

  private static final int FREE_OPERATIONS = 3_000;
  private static final int MOST_OPERATIONS = 16_000;

  private VolumeTypeAction() {}

  /**
   * The wish.
   *
   * @param volumeType for example {@code gp3}
   * @param iops operations a second; as many as before when absent
   * @param throughput MiB a second; as much as before when absent
   */
  record Wish(String volumeType, @Nullable Integer iops, @Nullable Integer throughput) {
    Wish {
      if (volumeType == null || !volumeType.matches("[a-z][a-z0-9]{1,15}")) {
        throw new IllegalArgumentException("volumeType must be a type such as gp3");
      }
    }

    @Override
    public String toString() {
      return volumeType
          + (iops == null ? "" : ", " + iops + " operations/s")
          + (throughput == null ? "" : ", " + throughput + " MiB/s");
    }
  }

  static List<ActionSpec<AwsRegion, ?>> all() {
    return List.of(
        new ActionSpec<>(
            NAME,
            "Changes the type of a disk, no slower than before; AWS allows one change in six hours.",
            Risk.REVERSIBLE,
            Set.of("aws.ec2.volume"),
            Wish.class,
            List.of("ec2:DescribeVolumes", "ec2:DescribeVolumesModifications", "ec2:ModifyVolume"),
            VolumeTypeAction::look));
  }

  private static Sight look(AwsRegion aws, ActionTarget target, Wish given) {
    Ec2Client ec2 = aws.client(Ec2Client.class, Ec2Client::builder);
    Volume volume =
        ec2.describeVolumes(r -> r.volumeIds(target.id())).volumes().stream()
            .findFirst()
            .orElseThrow(() ->
                ProviderException.of(ProviderException.Kind.NOT_FOUND, target.id() + " is gone."));
    Wish wish = filled(given, volume);
    if (is(volume, wish)) {
      return Sight.alreadyDone(wish.toString());
    }
    Optional<VolumeModification> going = going(ec2, target);
    if (going.isPresent()) {
      String to = going.get().targetVolumeTypeAsString();
      if (wish.volumeType().equals(to)) {
        return Sight.alreadyDone("being changed to " + to);
      }
      throw ProviderException.of(
          ProviderException.Kind.REFUSED, "It is being changed to " + to + "; wait for that.");
    }
    Wish before = new Wish(volume.volumeTypeAsString(), settable(volume), volume.throughput());
    return new Sight(
        false,
        before.toString(),
        wish.toString(),
        new Inverse(NAME, before),
        () ->
            ec2.modifyVolume(r ->
                r.volumeId(target.id())
                    .volumeType(wish.volumeType())
                    .iops(wish.iops())
                    .throughput(wish.throughput())));
  }

  private static Optional<VolumeModification> going(Ec2Client ec2, ActionTarget target) {
    var answer =
        Failures.orNull(() -> ec2.describeVolumesModifications(r -> r.volumeIds(target.id())));
    return answer == null
        ? Optional.empty()
        : answer.volumesModifications().stream()
            .filter(change -> change.modificationState() == VolumeModificationState.MODIFYING)
            .findFirst();
  }

  /** A gp2 disk has its operations by its size; they cannot be asked for. */
  private static @Nullable Integer settable(Volume volume) {
    return "gp2".equals(volume.volumeTypeAsString()) ? null : volume.iops();
  }

  private static Wish filled(Wish wish, Volume volume) {
    if (!wish.volumeType().equals("gp3") || !"gp2".equals(volume.volumeTypeAsString())) {
      return wish;
    }
    int size = volume.size() == null ? 0 : volume.size();
    int operations = Math.clamp(3L * size, FREE_OPERATIONS, MOST_OPERATIONS);
    int throughput = size > FASTER_ABOVE ? 250 : 125;
    return new Wish(
        "gp3",
        wish.iops() == null ? operations : wish.iops(),
        wish.throughput() == null ? throughput : wish.throughput());
  }

  private static boolean is(Volume volume, Wish wish) {
    return wish.volumeType().equals(volume.volumeTypeAsString())
        && (wish.iops() == null || wish.iops().equals(volume.iops()))
        && (wish.throughput() == null || wish.throughput().equals(volume.throughput()));
  }
}
