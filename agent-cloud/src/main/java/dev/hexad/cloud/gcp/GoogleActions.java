package dev.hexad.cloud.gcp;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.TagActions;
import dev.hexad.cloud.provider.TemplateActions;
import dev.hexad.cloud.settings.CloudSettings;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What can be done on Google Cloud. */
final class GoogleActions {
  private static final Set<String> INSTANCE = Set.of("gcp.compute.instance");
  private static final Set<String> DISK = Set.of("gcp.compute.disk");
  private static final Set<String> ADDRESS = Set.of("gcp.compute.address");

  private GoogleActions() {}

  /** The actions on the accounts of a provider. */
  static List<CloudAction<?>> over(
      Function<ActionTarget, GoogleApi> connect, Clock clock, Supplier<CloudSettings> settings) {
    return all(clock, settings).stream()
        .<CloudAction<?>>map(
            spec -> spec.over(GoogleProvider.NAME, connect, GoogleOperations::progress, e -> e))
        .toList();
  }

  static List<ActionSpec<GoogleApi, ?>> all(Clock clock, Supplier<CloudSettings> settings) {
    return Stream.of(
            things(new Disks(clock)),
            Bindings.all(role -> settings.get().actions().grants(role)),
            TemplateActions.of(new InstanceMaker(), () -> settings.get().templates()),
            TagActions.of(GoogleLabels.TYPES, GoogleLabels.PERMISSIONS, new GoogleLabels()))
        .<ActionSpec<GoogleApi, ?>>flatMap(List::stream)
        .toList();
  }

  private static List<ActionSpec<GoogleApi, ?>> things(Disks disks) {
    return List.of(
        new ActionSpec<>(
            "start",
            "Starts a machine.",
            Risk.DISRUPTIVE,
            INSTANCE,
            Nothing.class,
            List.of(
                "compute.instances.get", "compute.instances.start", "compute.zoneOperations.get"),
            Machines::start),
        new ActionSpec<>(
            "stop",
            "Stops a machine; its disks stay, and cost.",
            Risk.DISRUPTIVE,
            INSTANCE,
            Nothing.class,
            List.of(
                "compute.instances.get", "compute.instances.stop", "compute.zoneOperations.get"),
            Machines::stop),
        new ActionSpec<>(
            "resize",
            "Gives a stopped machine another size.",
            Risk.DISRUPTIVE,
            INSTANCE,
            Machines.Size.class,
            List.of(
                "compute.instances.get",
                "compute.instances.setMachineType",
                "compute.zoneOperations.get"),
            Machines::resize),
        new ActionSpec<>(
            "snapshot",
            "Takes a snapshot of a disk, once a day.",
            Risk.REVERSIBLE,
            DISK,
            Nothing.class,
            List.of(
                "compute.disks.createSnapshot",
                "compute.snapshots.create",
                "compute.snapshots.get",
                "compute.zoneOperations.get"),
            disks::snapshot),
        new ActionSpec<>(
            "delete",
            "Deletes a disk that no machine uses.",
            Risk.DESTRUCTIVE,
            DISK,
            Nothing.class,
            List.of("compute.disks.delete", "compute.disks.get", "compute.zoneOperations.get"),
            Disks::delete),
        new ActionSpec<>(
            "delete",
            "Gives back an address that nothing uses.",
            Risk.DESTRUCTIVE,
            ADDRESS,
            Nothing.class,
            List.of(
                "compute.addresses.delete",
                "compute.addresses.get",
                "compute.regionOperations.get"),
            Machines::deleteAddress),
        new ActionSpec<>(
            "scale",
            "Sets how many instances of a service always run.",
            Risk.DISRUPTIVE,
            Set.of("gcp.run.service"),
            RunServices.Scale.class,
            RunServices.PERMISSIONS,
            RunServices::scale));
  }
}
