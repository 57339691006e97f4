package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.TagActions;
import dev.hexad.cloud.settings.CloudSettings;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What can be done on Azure. */
final class AzureActions {
  private static final String VIEW = "Microsoft.Compute/virtualMachines/instanceView/read";

  /** Asking how far an operation is. */
  private static final String COMPUTE = "Microsoft.Compute/locations/operations/read";

  private AzureActions() {}

  /** The actions on the accounts of a provider. */
  static List<CloudAction<?>> over(
      Function<ActionTarget, AzureApi> connect, Supplier<CloudSettings> settings) {
    return all(settings).stream()
        .<CloudAction<?>>map(
            spec -> spec.over(AzureProvider.NAME, connect, AzureApi::progress, e -> e))
        .toList();
  }

  static List<ActionSpec<AzureApi, ?>> all(Supplier<CloudSettings> settings) {
    return Stream.of(
            things(),
            Assignments.all(role -> settings.get().actions().grants(role)),
            TagActions.of(AzureTags.TYPES, AzureTags.PERMISSIONS, new AzureTags()))
        .<ActionSpec<AzureApi, ?>>flatMap(List::stream)
        .toList();
  }

  private static List<ActionSpec<AzureApi, ?>> things() {
    return List.of(
        new ActionSpec<>(
            "start",
            "Starts a machine.",
            Risk.DISRUPTIVE,
            Set.of("azure.compute.virtualmachine"),
            Nothing.class,
            List.of(COMPUTE, VIEW, "Microsoft.Compute/virtualMachines/start/action"),
            AzureMachines::start),
        new ActionSpec<>(
            "stop",
            "Stops a machine and gives its place back; its disks stay, and cost.",
            Risk.DISRUPTIVE,
            Set.of("azure.compute.virtualmachine"),
            Nothing.class,
            List.of(COMPUTE, "Microsoft.Compute/virtualMachines/deallocate/action", VIEW),
            AzureMachines::stop),
        new ActionSpec<>(
            "resize",
            "Gives a machine another size, and restarts it where it runs.",
            Risk.DISRUPTIVE,
            Set.of("azure.compute.virtualmachine"),
            AzureMachines.Size.class,
            List.of(
                COMPUTE,
                "Microsoft.Compute/virtualMachines/read",
                "Microsoft.Compute/virtualMachines/write"),
            AzureMachines::resize),
        new ActionSpec<>(
            "delete",
            "Deletes a disk that no machine uses.",
            Risk.DESTRUCTIVE,
            Set.of("azure.compute.disk"),
            Nothing.class,
            List.of("Microsoft.Compute/disks/delete", "Microsoft.Compute/disks/read", COMPUTE),
            Leftovers::deleteDisk),
        new ActionSpec<>(
            "delete",
            "Gives back an address that nothing uses.",
            Risk.DESTRUCTIVE,
            Set.of("azure.network.publicipaddress"),
            Nothing.class,
            List.of(
                "Microsoft.Network/locations/operations/read",
                "Microsoft.Network/publicIPAddresses/delete",
                "Microsoft.Network/publicIPAddresses/read"),
            Leftovers::deleteAddress));
  }
}
