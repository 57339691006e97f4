package dev.hexad.cloud.azure;

import dev.hexad.cloud.rest.StrictCloud.Call;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which permissions calls of Azure take, as its documentation says. */
final class AzurePermissions {
  private static final String READING = "*/read";

  private static final List<List<String>> CALLS =
      List.of(
          List.of("POST /providers/Microsoft.ResourceGraph/resources", READING),
          List.of("GET /subscriptions/[^/]+", READING),
          List.of(
              "GET .*/microsoft.compute/locations/[^/]+/operations/[^/]+",
              "Microsoft.Compute/locations/operations/read"),
          List.of(
              "GET .*/microsoft.network/locations/[^/]+/operations/[^/]+",
              "Microsoft.Network/locations/operations/read"),
          List.of("GET .*/tags/default", "Microsoft.Resources/tags/read"),
          List.of("PATCH .*/tags/default", "Microsoft.Resources/tags/write"),
          List.of(
              "GET .*/virtualmachines/[^/]+/instanceView",
              "Microsoft.Compute/virtualMachines/instanceView/read"),
          List.of(
              "POST .*/virtualmachines/[^/]+/start",
              "Microsoft.Compute/virtualMachines/start/action"),
          List.of(
              "POST .*/virtualmachines/[^/]+/deallocate",
              "Microsoft.Compute/virtualMachines/deallocate/action"),
          List.of("GET .*/eventtypes/management/values", READING),
          List.of("GET .*/roleAssignments", "Microsoft.Authorization/roleAssignments/read"),
          List.of("PUT .*/roleAssignments/[^/]+", "Microsoft.Authorization/roleAssignments/write"),
          List.of(
              "DELETE .*/roleAssignments/[^/]+", "Microsoft.Authorization/roleAssignments/delete"),
          List.of("GET .*/virtualmachines/[^/]+", "Microsoft.Compute/virtualMachines/read"),
          List.of("PATCH .*/virtualmachines/[^/]+", "Microsoft.Compute/virtualMachines/write"),
          List.of("GET .*/disks/[^/]+", "Microsoft.Compute/disks/read"),
          List.of("DELETE .*/disks/[^/]+", "Microsoft.Compute/disks/delete"),
          List.of("GET .*/publicipaddresses/[^/]+", "Microsoft.Network/publicIPAddresses/read"),
          List.of(
              "DELETE .*/publicipaddresses/[^/]+", "Microsoft.Network/publicIPAddresses/delete"));

  private AzurePermissions() {}

  static Set<String> ofActs(List<Call> calls) {
    return calls.stream()
        .map(AzurePermissions::of)
        .filter(permission -> !permission.equals(READING))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String of(Call call) {
    return CALLS.stream()
        .filter(known -> call.toString().matches(known.getFirst()))
        .map(List::getLast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody knows what " + call + " takes"));
  }
}
